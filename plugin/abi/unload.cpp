// Gives back what the C++ runtime in this library took when it was loaded: 72 KB for exceptions
// that are thrown when memory is short. A host that unloads the plugin and loads it again would
// lose them each time. Source: libstdc++'s eh_alloc.cc.

namespace __gnu_cxx {
void __freeres();
}

namespace {

__attribute__((destructor)) void give_back() { __gnu_cxx::__freeres(); }

}  // namespace
