# How our own code is compiled. Everything is a property of the target aobo_options, which our targets link; what the user of this build
# gives in CMAKE_CXX_FLAGS and the build type stays as it is.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)
set(CMAKE_LIBRARY_OUTPUT_DIRECTORY "${AOBO_OUTPUT_DIR}/lib")
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${AOBO_OUTPUT_DIR}/bin")

# What one clone compiled serves the next: paths are told relative to the sources, in the objects and in ccache's keys.
find_program(AOBO_CCACHE_PROGRAM ccache)
if(AOBO_CCACHE AND AOBO_CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER env "CCACHE_BASEDIR=${PROJECT_SOURCE_DIR}" CCACHE_NOHASHDIR=1
    CCACHE_SLOPPINESS=pch_defines,time_macros "${AOBO_CCACHE_PROGRAM}")
endif()

# Also for generated code, or the folder of the build would stand in the objects.
set(AOBO_RELATIVE_PATHS "-ffile-prefix-map=${PROJECT_SOURCE_DIR}=." "-ffile-prefix-map=${CMAKE_BINARY_DIR}=build")

add_library(aobo_options INTERFACE)
target_include_directories(aobo_options INTERFACE "${PROJECT_SOURCE_DIR}")
target_compile_options(aobo_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast -Wnon-virtual-dtor
  -Woverloaded-virtual -Wcast-align -Wformat=2 -Wimplicit-fallthrough -Wundef -Wno-unused-parameter
  $<$<BOOL:${AOBO_WERROR}>:-Werror>
  ${AOBO_RELATIVE_PATHS})
if(AOBO_TOGETHER GREATER 1)
  # Files compiled as one make a large heap in GCC, which looks through it for what is no longer needed: a tenth of the time, for little.
  target_compile_options(aobo_options INTERFACE $<$<CXX_COMPILER_ID:GNU>:--param=ggc-min-heapsize=1048576>)
endif()
if(AOBO_SANITIZE)
  if(NOT AOBO_SANITIZE MATCHES "^(address|undefined|leak|thread)(,(address|undefined|leak))*$")
    message(FATAL_ERROR "AOBO_SANITIZE is \"${AOBO_SANITIZE}\"; expected address,undefined or thread")
  endif()
  string(REPLACE "," ";" sanitizers "${AOBO_SANITIZE}")
  foreach(sanitizer IN LISTS sanitizers)
    target_compile_options(aobo_options INTERFACE -fsanitize=${sanitizer} -fno-omit-frame-pointer)
    target_link_options(aobo_options INTERFACE -fsanitize=${sanitizer})
  endforeach()
  target_compile_options(aobo_options INTERFACE -fno-sanitize-recover=all)
else()
  set(optimized "$<OR:$<CONFIG:Release>,$<CONFIG:RelWithDebInfo>,$<CONFIG:MinSizeRel>>")
  target_compile_options(aobo_options INTERFACE -fstack-protector-strong
    $<${optimized}:-U_FORTIFY_SOURCE> $<${optimized}:-D_FORTIFY_SOURCE=2>)
  target_compile_definitions(aobo_options INTERFACE $<${optimized}:_GLIBCXX_ASSERTIONS>)
  if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64|i.86")
    target_compile_options(aobo_options INTERFACE -fcf-protection)
  endif()
  target_link_options(aobo_options INTERFACE -Wl,-z,relro,-z,now,-z,noexecstack)
endif()

# aobo_cheap(TARGET): compiled without optimising, and in CI without debug information: what is compiled once and run once costs more to optimise
# than that gives back (docs/decisions/0015). What it tests keeps the flags of the preset, and both keep the sanitizers.
function(aobo_cheap target)
  target_compile_options(${target} PRIVATE -O0 -U_FORTIFY_SOURCE $<$<CONFIG:RelWithDebInfo>:-g0>)
endfunction()

# aobo_precompile(TARGET HEADERS…): what most files of a target include. It hides a forgotten include: ci/includes.py (ci/tidy --changed for
# what changed, ci/test includes for all) reads each file alone and without, and so does the preset "debug".
set(AOBO_COMMON_HEADERS <algorithm> <array> <cstdint> <functional> <map> <memory> <optional> <set> <span> <string> <string_view>
  <unordered_map> <utility> <variant> <vector> <fmt/format.h>)
function(aobo_precompile target)
  if(AOBO_PRECOMPILED_HEADERS)
    target_precompile_headers(${target} PRIVATE ${AOBO_COMMON_HEADERS} ${ARGN})
    # GCC: a cache of compilations must see the precompiled header and not what it was made from.
    target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)
  endif()
endfunction()
