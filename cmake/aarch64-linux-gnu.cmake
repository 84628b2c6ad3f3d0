# Cross compilation for arm64 with Debian's compiler (package g++-aarch64-linux-gnu) against the libraries of a root of that
# architecture, which AOBO_SYSROOT names (ci/arm64 makes one). Programs are run by qemu-user, tests too.

set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR aarch64)
set(CMAKE_CXX_COMPILER aarch64-linux-gnu-g++)

set(AOBO_SYSROOT "" CACHE PATH "A root folder of arm64 that holds the libraries to link")
list(APPEND CMAKE_TRY_COMPILE_PLATFORM_VARIABLES AOBO_SYSROOT)
if(NOT EXISTS "${AOBO_SYSROOT}/usr/include")
  message(FATAL_ERROR "AOBO_SYSROOT=\"${AOBO_SYSROOT}\" is no root folder with libraries to link: ci/arm64 makes one")
endif()
set(CMAKE_SYSROOT "${AOBO_SYSROOT}")
set(CMAKE_LIBRARY_ARCHITECTURE aarch64-linux-gnu)
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)
set(ENV{PKG_CONFIG_SYSROOT_DIR} "${AOBO_SYSROOT}")
set(ENV{PKG_CONFIG_LIBDIR} "${AOBO_SYSROOT}/usr/lib/aarch64-linux-gnu/pkgconfig:${AOBO_SYSROOT}/usr/share/pkgconfig")
set(CMAKE_CROSSCOMPILING_EMULATOR qemu-aarch64 -L "${AOBO_SYSROOT}")
