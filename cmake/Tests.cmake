# aobo_add_test(NAME SOURCES… LIBRARIES…): a GoogleTest program that ctest runs. A *_test.cpp that no call lists stops the
# configuration: a test that is not built is not a test.
enable_testing()
find_package(GTest REQUIRED)
find_library(RAPIDCHECK rapidcheck REQUIRED)

set_property(GLOBAL PROPERTY AOBO_TEST_SOURCES "")

function(aobo_add_test name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LIBRARIES" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE aobo_options ${ARG_LIBRARIES} ${RAPIDCHECK} GTest::gtest GTest::gtest_main)
  target_compile_definitions(${name} PRIVATE
    AOBO_SOURCE_DIR="${PROJECT_SOURCE_DIR}" AOBO_LIBRARY="$<TARGET_FILE:aobo>" AOBO_SIM="$<TARGET_FILE:aobo-sim>"
    AOBO_VERSION="${PROJECT_VERSION}")
  add_dependencies(${name} aobo aobo-sim)
  add_test(NAME ${name} COMMAND ${name})
  set_property(TEST ${name} PROPERTY SKIP_REGULAR_EXPRESSION "SKIPPED TEST|[0-9] tests?, listed below")
  set_property(GLOBAL APPEND PROPERTY AOBO_TEST_SOURCES ${ARG_SOURCES})
endfunction()

function(aobo_check_all_tests_listed)
  get_property(listed GLOBAL PROPERTY AOBO_TEST_SOURCES)
  file(GLOB_RECURSE found RELATIVE "${CMAKE_CURRENT_SOURCE_DIR}" CONFIGURE_DEPENDS *_test.cpp)
  foreach(test IN LISTS found)
    if(NOT test IN_LIST listed)
      message(FATAL_ERROR "tests/${test} is in no aobo_add_test of tests/CMakeLists.txt")
    endif()
  endforeach()
endfunction()
