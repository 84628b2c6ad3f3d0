# What "cmake --install" puts, by component: plugin, simulator, rules, doc, config and debug. Library and program go without debug
# sections; those lie apart, in component debug, where a debugger finds them beside the file (.debug/NAME.debug, by .gnu_debuglink).
# Manual pages, completions and the schema of the configuration are written by aobo-sim itself, from the tables it runs on.
include(GNUInstallDirs)
set(AOBO_INSTALL_PLUGIN_DIR "${CMAKE_INSTALL_DATADIR}/falco/plugins" CACHE STRING "Where libaobo.so goes, from the prefix")

if(AOBO_SANITIZE)
  return()  # nobody installs a sanitizer's build
endif()
set(dist "${CMAKE_BINARY_DIR}/dist")
add_custom_target(aobo-installed)  # all that "cmake --install" needs and nothing else

# aobo_strip(TARGET FILE OPTION…): writes TARGET's FILE, stripped by objcopy's OPTIONs, and its debug sections into dist/. The linker also
# writes what it took from which archive, into TARGET.map: tests/package/run holds the SBOM to it.
function(aobo_strip target file)
  set(stripped "${dist}/${file}")
  target_link_options(${target} PRIVATE "-Wl,-Map=${CMAKE_BINARY_DIR}/${target}.map")
  add_custom_command(OUTPUT "${stripped}" "${stripped}.debug"
    COMMAND "${CMAKE_COMMAND}" -E make_directory "${dist}"
    COMMAND "${CMAKE_OBJCOPY}" --only-keep-debug --compress-debug-sections "$<TARGET_FILE:${target}>" "${stripped}.debug"
    COMMAND "${CMAKE_OBJCOPY}" ${ARGN} --remove-section=.comment "--add-gnu-debuglink=${stripped}.debug"
      "$<TARGET_FILE:${target}>" "${stripped}"
    DEPENDS ${target} VERBATIM)
  add_custom_target(${target}-stripped ALL DEPENDS "${stripped}" "${stripped}.debug")
  add_dependencies(aobo-installed ${target}-stripped)
endfunction()

foreach(plugin aobo aobo-private-id)
  if(TARGET ${plugin})
    set(library "${CMAKE_SHARED_LIBRARY_PREFIX}${plugin}${CMAKE_SHARED_LIBRARY_SUFFIX}")
    aobo_strip(${plugin} "${library}" --strip-unneeded)
    install(FILES "${dist}/${library}" DESTINATION "${AOBO_INSTALL_PLUGIN_DIR}" COMPONENT plugin)
    install(FILES "${dist}/${library}.debug" DESTINATION "${AOBO_INSTALL_PLUGIN_DIR}/.debug" COMPONENT debug)
  endif()
endforeach()

if(TARGET aobo-sim)
  aobo_strip(aobo-sim aobo-sim --strip-all)
  install(PROGRAMS "${dist}/aobo-sim" DESTINATION "${CMAKE_INSTALL_BINDIR}" COMPONENT simulator)
  install(FILES "${dist}/aobo-sim.debug" DESTINATION "${CMAKE_INSTALL_BINDIR}/.debug" COMPONENT debug)
endif()
if(TARGET aobo-sim AND NOT CMAKE_CROSSCOMPILING)
  set(written "${CMAKE_BINARY_DIR}/man" "${CMAKE_BINARY_DIR}/completions" "${CMAKE_BINARY_DIR}/schemas")
  add_custom_command(OUTPUT "${dist}/written.stamp"
    COMMAND "${CMAKE_COMMAND}" -E rm -rf ${written}
    COMMAND "${CMAKE_COMMAND}" -E env --unset=SOURCE_DATE_EPOCH  # pages without a date: the same whoever builds first
      "$<TARGET_FILE:aobo-sim>" manual --plugin "$<TARGET_FILE:aobo>" --out "${CMAKE_BINARY_DIR}"
    COMMAND "${CMAKE_COMMAND}" -E touch "${dist}/written.stamp"
    DEPENDS aobo aobo-sim VERBATIM)
  add_custom_target(aobo-written ALL DEPENDS "${dist}/written.stamp")
  add_dependencies(aobo-installed aobo-written)
  foreach(section 1 5)
    install(DIRECTORY "${CMAKE_BINARY_DIR}/man/" DESTINATION "${CMAKE_INSTALL_MANDIR}/man${section}" COMPONENT simulator
      FILES_MATCHING PATTERN "*.${section}")
  endforeach()
  install(DIRECTORY "${CMAKE_BINARY_DIR}/completions/bash/" COMPONENT simulator
    DESTINATION "${CMAKE_INSTALL_DATADIR}/bash-completion/completions")
  install(DIRECTORY "${CMAKE_BINARY_DIR}/completions/zsh/" COMPONENT simulator
    DESTINATION "${CMAKE_INSTALL_DATADIR}/zsh/site-functions")
  install(DIRECTORY "${CMAKE_BINARY_DIR}/completions/fish/" COMPONENT simulator
    DESTINATION "${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d")
  install(DIRECTORY "${CMAKE_BINARY_DIR}/schemas/" DESTINATION "${CMAKE_INSTALL_DATADIR}/aobo/schemas" COMPONENT plugin)
endif()

# Falco warns of lists and macros that the file which holds them does not use, so all rules are installed as one file; their tests and
# the texts of their help lie beside it.
find_package(Python3 REQUIRED COMPONENTS Interpreter)
file(GLOB rules CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/rules/*.yaml")
add_custom_command(OUTPUT "${dist}/aobo_rules.yaml"
  COMMAND Python3::Interpreter "${PROJECT_SOURCE_DIR}/ci/packaging/rules_file.py" "${PROJECT_SOURCE_DIR}/rules" "${dist}/aobo_rules.yaml"
  DEPENDS ${rules} ci/packaging/rules_file.py VERBATIM)
add_custom_target(aobo-one-rules-file ALL DEPENDS "${dist}/aobo_rules.yaml")
add_dependencies(aobo-installed aobo-one-rules-file)
install(FILES "${dist}/aobo_rules.yaml" DESTINATION "${CMAKE_INSTALL_DATADIR}/aobo/rules" COMPONENT rules)
install(DIRECTORY rules/tests rules/help DESTINATION "${CMAKE_INSTALL_DATADIR}/aobo/rules" COMPONENT rules)
install(FILES rules/tests/rule-tests.schema.json DESTINATION "${CMAKE_INSTALL_DATADIR}/aobo/schemas" COMPONENT rules)

# What its user edits: under /etc where the prefix is /usr (ci/package), else etc/ in the prefix.
install(DIRECTORY ci/packaging/etc/ DESTINATION "${CMAKE_INSTALL_SYSCONFDIR}/aobo" COMPONENT config)

install(DIRECTORY sample-data DESTINATION "${CMAKE_INSTALL_DATADIR}/aobo" COMPONENT doc PATTERN "README.md" EXCLUDE)

# Pages lie to one another as in the sources, so that their links hold.
install(FILES README.md LICENSE NOTICE SECURITY.md CONTRIBUTING.md DESTINATION "${CMAKE_INSTALL_DOCDIR}" COMPONENT doc)
install(DIRECTORY docs ci/packaging/examples DESTINATION "${CMAKE_INSTALL_DOCDIR}" COMPONENT doc)
foreach(folder rules sample-data)
  install(FILES ${folder}/README.md DESTINATION "${CMAKE_INSTALL_DOCDIR}/${folder}" COMPONENT doc)
endforeach()
if(NOT AOBO_SYSTEM_LIBRARIES)  # of what is linked in; libraries of the system bring their own
  install(DIRECTORY "${AOBO_VENDOR_DIR}/licences" DESTINATION "${CMAKE_INSTALL_DOCDIR}" COMPONENT doc)
  cmake_path(GET AOBO_CEREAL_HEADERS PARENT_PATH headers)
  install(DIRECTORY "${headers}/licences" DESTINATION "${CMAKE_INSTALL_DOCDIR}" COMPONENT doc)
endif()
