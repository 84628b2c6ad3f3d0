# aobo_add_test(NAME [SLOW] SOURCES… LIBRARIES… [UNSANITIZED…]): a GoogleTest program that ctest runs; a SLOW one is no part of ci/test quick. A
# *_test.cpp that no call lists stops the configuration: a test that is not built is not a test. UNSANITIZED tests say the same as others of many
# worlds, widths or numbers: of memory they can tell a sanitizer nothing that those do not, and take it minutes (docs/decisions/0015).
enable_testing()
find_package(GTest REQUIRED)
find_library(RAPIDCHECK rapidcheck REQUIRED)

set_property(GLOBAL PROPERTY AOBO_TEST_SOURCES "")

# The one file that knows absolute paths.
function(aobo_add_places target)
  add_library(${target} STATIC support/places.cpp)
  target_link_libraries(${target} PUBLIC aobo_options)
  target_compile_definitions(${target} PRIVATE
    AOBO_SOURCE_DIR="${PROJECT_SOURCE_DIR}" AOBO_LIBRARY="$<TARGET_FILE:aobo>" AOBO_SIM="$<TARGET_FILE:aobo-sim>"
    AOBO_CANARIES="${CMAKE_BINARY_DIR}/canaries")
endfunction()

# What most test files include, precompiled once for all test programs.
function(aobo_add_test_headers target)
  add_executable(${target} support/headers.cpp)
  target_link_libraries(${target} PRIVATE aobo_options vendor::fmt GTest::gtest)
  aobo_cheap(${target})
  aobo_precompile(${target} <gtest/gtest.h> <rapidcheck.h> <filesystem> <fstream>)
endfunction()

function(aobo_add_test name)
  cmake_parse_arguments(ARG "SLOW" "" "SOURCES;LIBRARIES;UNSANITIZED" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  aobo_together(${name} AT_MOST 6)  # fewer: who changes one waits for these
  target_link_libraries(${name} PRIVATE aobo_options aobo_test_places ${ARG_LIBRARIES} ${RAPIDCHECK} GTest::gtest GTest::gtest_main)
  target_compile_definitions(${name} PRIVATE AOBO_VERSION="${PROJECT_VERSION}")
  aobo_cheap(${name})
  if(AOBO_PRECOMPILED_HEADERS)
    target_precompile_headers(${name} REUSE_FROM aobo_test_headers)
    target_compile_options(${name} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)
  endif()
  add_dependencies(${name} aobo)
  set_property(GLOBAL APPEND PROPERTY AOBO_TESTS ${name})
  set(which "")
  if(AOBO_SANITIZE AND ARG_UNSANITIZED)
    list(JOIN ARG_UNSANITIZED ":" left_out)
    set(which "--gtest_filter=-${left_out}")
  endif()
  add_test(NAME ${name} COMMAND ${name} ${which})
  # A name that no test has would leave nothing out, and nobody would see it.
  if(ARG_UNSANITIZED AND NOT AOBO_SANITIZE)
    add_test(NAME ${name}-unsanitized COMMAND python3 "${PROJECT_SOURCE_DIR}/tests/structure/tests_there.py" $<TARGET_FILE:${name}> ${ARG_UNSANITIZED})
  endif()
  if(NOT ARG_SLOW)  # ci/test quick
    set_tests_properties(${name} PROPERTIES LABELS quick)
    set_property(GLOBAL APPEND PROPERTY AOBO_QUICK_TESTS ${name})
  endif()
  set_property(GLOBAL APPEND PROPERTY AOBO_TEST_SOURCES ${ARG_SOURCES})
endfunction()

function(aobo_check_all_tests_listed)
  get_property(tests GLOBAL PROPERTY AOBO_TESTS)
  add_custom_target(aobo-tests DEPENDS ${tests})  # all tests and what they need, nothing else
  get_property(quick GLOBAL PROPERTY AOBO_QUICK_TESTS)
  add_custom_target(aobo-quick-tests DEPENDS ${quick})
  get_property(listed GLOBAL PROPERTY AOBO_TEST_SOURCES)
  file(GLOB_RECURSE found RELATIVE "${CMAKE_CURRENT_SOURCE_DIR}" CONFIGURE_DEPENDS *_test.cpp)
  foreach(test IN LISTS found)
    if(NOT test IN_LIST listed)
      message(FATAL_ERROR "tests/${test} is in no aobo_add_test of tests/CMakeLists.txt")
    endif()
  endforeach()
endfunction()

# aobo_add_canary(NAME): build/<preset>/canaries/NAME.so, the plugin with the fault of tests/canaries/NAME.canary planted in it.
function(aobo_add_canary name)
  set(canary "${CMAKE_CURRENT_SOURCE_DIR}/canaries/${name}.canary")
  file(STRINGS "${canary}" source REGEX "^file: ")
  string(REPLACE "file: " "" source "${source}")
  set(planted "${CMAKE_BINARY_DIR}/canaries/${name}/${source}")
  set(plant "${CMAKE_CURRENT_SOURCE_DIR}/canaries/plant.py")
  add_custom_command(OUTPUT "${planted}" COMMAND python3 "${plant}" "${canary}" "${planted}"
    DEPENDS "${plant}" "${canary}" "${PROJECT_SOURCE_DIR}/${source}" VERBATIM)
  aobo_add_plugin(aobo-canary-${name} MODULE "${planted}" $<TARGET_OBJECTS:aobo_abi>)
  target_link_libraries(aobo-canary-${name} PRIVATE aobo_core vendor::simdjson)
  target_compile_options(aobo-canary-${name} PRIVATE -Wno-unused)
  set_target_properties(aobo-canary-${name} PROPERTIES PREFIX "" OUTPUT_NAME "${name}"
    LIBRARY_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/canaries")
endfunction()
