# What the plugin links, all of it static and position independent (ci/vendor), and Falco's headers (ci/headers).

set(AOBO_VENDOR_DIR "${PROJECT_SOURCE_DIR}/build/vendor" CACHE PATH "What ci/vendor made")
set(AOBO_FALCO_HEADERS "${PROJECT_SOURCE_DIR}/build/falco-headers/falcosecurity" CACHE PATH "What ci/headers unpacked")
if(NOT EXISTS "${AOBO_VENDOR_DIR}/stamp" OR NOT EXISTS "${AOBO_FALCO_HEADERS}/plugin/plugin_api.h")
  message(FATAL_ERROR "run ci/build first: it makes build/vendor and build/falco-headers")
endif()

function(vendor_library name archive)
  add_library(vendor::${name} STATIC IMPORTED GLOBAL)
  set_target_properties(vendor::${name} PROPERTIES
    IMPORTED_LOCATION "${archive}" INTERFACE_INCLUDE_DIRECTORIES "${AOBO_VENDOR_DIR}/include")
endfunction()

vendor_library(re2 "${AOBO_VENDOR_DIR}/lib/libre2.a")
vendor_library(protobuf "${AOBO_VENDOR_DIR}/lib/libprotobuf-lite.a")
vendor_library(yaml-cpp "${AOBO_VENDOR_DIR}/lib/libyaml-cpp.a")
vendor_library(simdjson "${AOBO_VENDOR_DIR}/lib/libsimdjson.a")
vendor_library(date-tz "${AOBO_VENDOR_DIR}/lib/libdate-tz.a")
vendor_library(zstd "${AOBO_VENDOR_DIR}/lib/libzstd.a")
vendor_library(z "${AOBO_VENDOR_DIR}/lib/libz.a")
vendor_library(fmt "${AOBO_VENDOR_DIR}/lib/libfmt.a")
set_property(TARGET vendor::simdjson PROPERTY INTERFACE_COMPILE_DEFINITIONS SIMDJSON_EXCEPTIONS=0)
set_property(TARGET vendor::date-tz PROPERTY INTERFACE_COMPILE_DEFINITIONS USE_OS_TZDB=1 HAS_REMOTE_API=0)
set_property(TARGET vendor::yaml-cpp PROPERTY INTERFACE_COMPILE_DEFINITIONS YAML_CPP_STATIC_DEFINE)

add_library(aobo_falco_headers INTERFACE)
target_include_directories(aobo_falco_headers SYSTEM INTERFACE "${AOBO_FALCO_HEADERS}")
