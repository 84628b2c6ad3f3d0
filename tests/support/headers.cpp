// Nothing but the headers that the test programs share, which are precompiled with this file's options.
