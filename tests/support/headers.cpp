// The headers that the test programs share are precompiled with this program's options; it does
// nothing itself.
int main() { return 0; }
