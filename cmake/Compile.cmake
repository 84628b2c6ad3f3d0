# How our own code is compiled. Everything is a property of the target aobo_options, which our targets link.

set(AOBO_SANITIZE "" CACHE STRING "Sanitizers, comma-separated: address,undefined or thread")
set(AOBO_OUTPUT_DIR "${CMAKE_BINARY_DIR}" CACHE PATH "Where lib/ and bin/ go")

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)
set(CMAKE_LIBRARY_OUTPUT_DIRECTORY "${AOBO_OUTPUT_DIR}/lib")
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${AOBO_OUTPUT_DIR}/bin")
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -g1 -DNDEBUG")
set(CMAKE_CXX_FLAGS_DEBUG "-O1 -g1")

find_program(AOBO_CCACHE ccache)
if(AOBO_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${AOBO_CCACHE}")
endif()

add_library(aobo_options INTERFACE)
target_include_directories(aobo_options INTERFACE "${PROJECT_SOURCE_DIR}")
target_compile_options(aobo_options INTERFACE
  -Wall -Wextra -Werror -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast -Wnon-virtual-dtor
  -Woverloaded-virtual -Wcast-align -Wformat=2 -Wimplicit-fallthrough -Wundef -Wno-unused-parameter)
if(AOBO_SANITIZE)
  string(REPLACE "," ";" sanitizers "${AOBO_SANITIZE}")
  foreach(sanitizer IN LISTS sanitizers)
    target_compile_options(aobo_options INTERFACE -fsanitize=${sanitizer} -fno-omit-frame-pointer)
    target_link_options(aobo_options INTERFACE -fsanitize=${sanitizer})
  endforeach()
  target_compile_options(aobo_options INTERFACE -fno-sanitize-recover=all)
else()
  target_compile_options(aobo_options INTERFACE -fstack-protector-strong -fcf-protection)
  target_compile_definitions(aobo_options INTERFACE
    $<$<CONFIG:Release>:_FORTIFY_SOURCE=2> $<$<CONFIG:Release>:_GLIBCXX_ASSERTIONS>)
  target_link_options(aobo_options INTERFACE -Wl,-z,relro,-z,now,-z,noexecstack)
endif()
