// The report's texts in Spanish.
#include "simulator/customer_report/texts.h"

namespace aobo::sim {

const Texts kSpanish = {
    .code = "es",
    .title = "Quién de su socio estuvo en su inquilino",
    .review_title = "Qué hizo nuestra gente y qué necesita",
    .index_title = "Informes por cliente",
    .colon = ": ",
    .thousands = '.',
    .date = "{0} de {3} de {2}",
    .short_date = "{0:02}/{1:02}/{2}",
    .first_of_month = "1",
    .months = {"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto",
               "septiembre", "octubre", "noviembre", "diciembre"},
    .from_to = "Del {} al {}",
    .on_one_day = "El {}",
    .days = {"lun", "mar", "mié", "jue", "vie", "sáb", "dom"},
    .answer =
        "{}: {} persona[|s] de {}, conocida[|s] por su nombre, [actuó|actuaron] {} "
        "[vez|veces] en {}; inicios de sesión: {}.",
    .nobody_named = "{}, los registros no nombran a nadie de {} que actuara en {}.",
    .unnamed_acted =
        "Alguien sin nombre conocido actuó {} [vez|veces] e inició sesión {} [vez|veces].",
    .programs_acted = "Programas actuaron {} [vez|veces] e iniciaron sesión {} [vez|veces].",
    .nobody = "{}, los registros no muestran a nadie de un socio en {}.",
    .outside = "Fuera de lo acordado: {} de {} entrada[|s] de personas y programas del socio.",
    .none_outside = "Nada estaba fuera de lo acordado, en la medida en que algo lo estaba.",
    .silent = "Inicios de sesión tras los que los registros no muestran ningún cambio: {}.",
    .unnamed = "Entradas que no muestran qué persona fue: {}.",
    .on_gaps =
        "Estos números se basan en registros incompletos; lagunas conocidas: {}. Lo que pasó en "
        "ellas no se cuenta aquí.",
    .on_silence =
        "Registros sin entradas en algunos de estos días, porque hubo calma o porque no se "
        "recogieron: {}.",
    .on_partner_gaps =
        "De los registros del propio socio, que suelen decir quién fue: lagunas conocidas: {}, "
        "registros sin entradas en algunos de estos días: {}.",
    .on_refused = "Entradas que no se pudieron leer, de cualquier cliente: {}.",
    .on_stopped =
        "La lectura se detuvo antes del final de los registros; esta página solo sabe lo leído "
        "hasta entonces.",
    .on_nothing =
        "Los registros leídos no contienen de este tiempo ninguna entrada de {}; que no muestren "
        "nada no prueba nada.",
    .listed_below = "de {} cliente[|s]; uno por uno en «{}»",
    .who = "Quién",
    .who_head_person = "Persona",
    .who_head_partner = "Socio",
    .first = "Primera vez",
    .last = "Última vez",
    .active_days = "Días",
    .actions = "Acciones",
    .sign_ins = "Inicios de sesión",
    .outside_head = "Fuera del acuerdo",
    .with_mfa = "Con inicio seguro",
    .leaver = "ya no estaba con el socio",
    .has_left = "se fue del socio después, o está bloqueado",
    .by_way = "acceso:",
    .somebody = "Alguien de {}, sin nombre conocido",
    .candidates = "una de {} personas",
    .agents = "{} persona[|s] del socio [tiene|tienen] derechos aquí",
    .program = "Un programa: {}",
    .nameless_program = "Un programa cuyo nombre no dice ningún registro",
    .deeds_of_several =
        "Contadas una vez, para la primera persona nombrada, aunque las entradas nombran a varias: "
        "{} [actividad|actividades].",
    .rights = "Qué pueden hacer",
    .unknown_partner = "un socio desconocido",
    .partner_not_known = "no se sabe",
    .distributor = "un mayorista",
    .ends = "Fin",
    .rights_none =
        "No consta ningún derecho de un socio, y los registros no muestran ninguno usado.",
    .right_until = "hasta el {}",
    .right_open = "no se conoce un final",
    .right_renews = "se renueva por sí solo el {}, si nadie lo termina",
    .right_renews_always = "se renueva una y otra vez por sí solo, si nadie lo termina",
    .right_dap = "Antiguo acceso ilimitado del socio: lo permite todo y debería terminarse",
    .right_aobo = "todo en su suscripción de Azure, como propietario",
    .right_lighthouse = "lo que usted delegó en Azure: véase allí Proveedores de servicios",
    .kind = "Clase de derecho",
    .status = "Estado",
    .roles = "Roles",
    .powerful = "puede hacerlo todo",
    .only_reads = "mirar ajustes e informes, sin cambiar nada",
    .nameless_roles = "{} rol[|es] de los que Microsoft no publica un nombre",
    .used_head = "Entradas que se basan en él",
    .not_used = "no usado",
    .unclear_use = "no se puede decir: ningún registro de este tiempo",
    .programs = "Programas con derechos",
    .programs_text =
        "Programas de un socio que actuaron aquí, y programas a los que personas de un socio "
        "dieron derechos en este tiempo. Lo demás que puede hacer un programa está en Entra, en "
        "Aplicaciones empresariales, Permisos.",
    .program_head = "Programa",
    .permissions_head = "Derechos dados en este tiempo",
    .permissions_unknown = "ninguno que muestren estos registros",
    .for_everybody = "para todos en la empresa",
    .for_everybody_unknown =
        "derechos para todos en la empresa; cuáles, estos registros no lo muestran",
    .used = "usado",
    .when = "Cuándo",
    .when_text =
        "Cada cuadro es una hora; cuanto más oscuro, más. Marco rojo: algo fuera del "
        "acuerdo. Círculo: un inicio de sesión sin cambios.",
    .when_agreed = "Rayado: horas en las que, según lo acordado, nadie debía trabajar.",
    .when_caption = "{} entrada[|s] en {} día[|s], zona horaria {}",
    .when_cut = "Solo se dibujan los últimos {} de estos días.",
    .changes = "Cambios que importan",
    .changes_none =
        "Ninguno de los que busca este informe: roles de administrador, sus contraseñas y cuentas, "
        "derechos de un socio, "
        "reenvío de correo, reglas de acceso, inicio seguro, registro de lo que pasa, "
        "protecciones, borrado de datos y copias de seguridad, inicio de sesión de su dominio, "
        "claves y derechos de programas, derechos en Azure, acceso a buzones, licencias y pedidos.",
    .change_head = "Qué",
    .undo_head = "Cómo deshacerlo",
    .detail = "Fuera del acuerdo, uno por uno",
    .detail_text =
        "Para quien lo busque en los registros: operaciones e identificadores como Microsoft los "
        "escribe.",
    .why_head = "Por qué fuera",
    .id_head = "Operación e identificador",
    .person_head = "Quién",
    .ticket_head = "Tíquet",
    .changes_rest = "Más cambios",
    .changes_below = "y {} más, al final de esta página",
    .more = "y {} más; aobo-sim report --json los da todos",
    .given = "dado",
    .taken = "quitado",
    .change = {"dio o quitó un rol de administrador",
               "cambió la contraseña, una forma de iniciar sesión o la cuenta de un administrador",
               "hizo a alguien administrador de un sitio, o lo quitó",
               "cambió lo que un socio puede hacer en su inquilino",
               "cambió cómo se reenvía el correo",
               "cambió quién puede iniciar sesión y desde dónde", "cambió el inicio seguro",
               "cambió lo que se registra", "desactivó o debilitó una protección",
               "borró datos, copias de seguridad o recursos enteros",
               "cambió cómo inicia sesión la gente de su dominio",
               "dio a un programa una clave nueva para iniciar sesión",
               "dio a un programa derechos o un propietario", "cambió derechos en Azure",
               "cambió quién puede abrir un buzón o enviar en su nombre",
               "cambió licencias o pedidos"},
    .undo = {"mirar los miembros del rol y quitar a quien no deba estar",
             "que ese administrador ponga una contraseña nueva, y mirar las formas de iniciar "
             "sesión de la cuenta",
             "mirar los administradores del sitio en SharePoint y quitar a quien no deba estar",
             "mirar las relaciones con socios en el centro de administración y terminar lo que no "
             "acordó",
             "quitar el reenvío o la regla del buzón o del flujo de correo",
             "devolver la regla a como estaba",
             "pedir a la persona que se registre de nuevo, y exigirlo",
             "volver a activar el registro; lo no registrado se ha perdido",
             "volver a activarla y mirar qué pasó entretanto",
             "restaurar enseguida lo que aún se pueda: lo borrado se guarda solo unos días",
             "mirar la federación del dominio y quitar lo ajeno", "quitar esa clave del programa",
             "mirar los permisos y propietarios del programa y quitar lo que no acordó",
             "mirar el control de acceso de la suscripción",
             "mirar quién puede usar el buzón y quitar a quien no deba",
             "mirar la factura y anular lo que no se pidió"},
    .ways = "Cómo entraron",
    .way_head = "Vía",
    .share = "Entradas",
    .mfa_share = "Inicios de sesión seguros entre los logrados: {} de {}.",
    .legacy =
        "Por vías que no conocen el inicio de sesión seguro (programas de correo antiguos "
        "y similares): {} [inicio|inicios] de sesión.",
    .command_line =
        "Por línea de comandos (PowerShell y similares): {} [inicio|inicios] de sesión.",
    .blocked = "Inicios de sesión que detuvieron sus reglas de acceso: {}.",
    .places = "Desde {} direcci[ón|ones] en {} país[|es]: {}.",
    .places_nowhere = "Desde {} direcci[ón|ones]; los registros no nombran ningún país.",
    .missing = "Qué no podemos ver",
    .missing_text =
        "Un registro sin entradas un día estuvo tranquilo o no se recogió; los registros "
        "no dicen cuál de las dos cosas. Los registros que no están aquí faltaban del "
        "todo.",
    .unlogged_text =
        "No toda acción tiene un inicio de sesión: mientras vale uno anterior no se "
        "registra otro; y un inquilino sin Entra ID P1 no tiene registro de inicios de "
        "sesión, de modo que solo el registro general habla de ellos.",
    .log_head = "Registro",
    .days_with = "Días con entradas",
    .gaps_none = "No se conoce ninguna laguna.",
    .gap_end = "Una laguna que terminó el {}",
    .confidence_text = "Certeza de los nombres, en entradas:",
    .named_head = "Certeza",
    .late_text = "Entradas que llegaron tarde: {}.",
    .later_text = "Entradas que resultaron ser de un socio solo después, y no se cuentan aquí: {}.",
    .judged_text =
        "Entradas fuera de lo acordado para alguien que, según las posteriores, no fue; no se "
        "cuentan "
        "aquí: {}.",
    .unnamed_head = "Entradas sin nombre",
    .gaps_head = "Lagunas conocidas",
    .questions = "Preguntas para su socio",
    .questions_none = "Los registros no plantean ninguna.",
    .q_outside = "¿Por qué estaba esto fuera de lo que acordamos? Entradas: {}.",
    .q_leaver = "¿Por qué podía {} actuar aún después de dejarles?",
    .q_unnamed = "¿Quién estaba detrás de las entradas sin nombre? Entradas: {}.",
    .q_silent = "¿Para qué fueron los inicios de sesión sin cambios? Inicios: {}.",
    .q_dap = "¿Cuándo terminan el antiguo acceso ilimitado?",
    .q_gap = "¿Hay registros que no se recogieron, y pueden dárnoslos?",
    .q_mfa = "¿Por qué no fueron seguros estos inicios de sesión? Inicios: {}.",
    .q_ticket = "¿Con qué tíquets se hizo? Acciones de las que este informe no conoce ninguno: {}.",
    .words = "Palabras explicadas",
    .terms = {{{"Acción", "una entrada sobre algo hecho; solo iniciar sesión no lo es"},
               {"Acuerdo", "lo que usted y el socio permiten a quién, dónde y cuándo"},
               {"Clave",
                "con lo que un programa inicia sesión, como una persona con su contraseña"},
               {"Cliente", "usted: la empresa de quien es el inquilino"},
               {"Derechos delegados", "derechos que usted dio a grupos del socio"},
               {"Entrada", "una línea de un registro de Microsoft"},
               {"Inicio de sesión", "alguien entra en su inquilino"},
               {"Inicio seguro", "una contraseña y algo más, como un teléfono"},
               {"Inquilino", "la parte de la nube de Microsoft que es de su empresa"},
               {"Laguna", "un tiempo del que faltan entradas"},
               {"Rol", "un conjunto de cosas que alguien puede hacer"},
               {"Socio", "la empresa que cuida de su inquilino"}}},
    .what_head = "Qué",
    .made_by = "Hecho por aobo-sim {} con {} entrada[|s]; zona horaria {}.",
    .made_of = "SHA-256 de los archivos en que esto se basa, también las exportaciones:",
    .review_answer =
        "{}: {} persona[|s] de {}, conocida[|s] por su nombre, [actuó|actuaron] {} "
        "[vez|veces] en {} cliente[|s]; inicios de sesión: {}.",
    .review_nobody = "{}, los registros no muestran a nadie de {} en un cliente.",
    .review_on_nothing =
        "Clientes de los que los registros no contienen de este tiempo ninguna entrada, de modo "
        "que de sus derechos no se puede decir si se usaron: {}.",
    .matrix = "Técnicos, clientes y derechos",
    .by_right = "Por qué derechos",
    .held = "Derechos de cada técnico",
    .held_text =
        "Por pertenencia a grupos, al final de este tiempo. Quien usó un derecho pudo hacerlo por "
        "cualquiera de sus roles: ningún registro dice por cuál.",
    .unused = "Derechos que nadie usó",
    .unused_none = "Cada rol concedido hizo falta, o no se conocen roles.",
    .unused_head = "Nada de lo hecho necesita",
    .unclear_head = "No se puede decir",
    .needs = "Qué necesita cada uno",
    .needs_text =
        "El menor conjunto de roles que habría bastado para lo hecho. La contraseña, las formas de "
        "iniciar sesión y la cuenta de un administrador solo puede cambiarlas con seguridad un "
        "Privileged Authentication Administrator (o un Global Administrator). Cuenta aquí como "
        "administrador quien tiene un rol que Microsoft marca como privilegiado.",
    .needs_unsure = "basta si no era la cuenta de un administrador, de lo que no se sabe nada: {}",
    .needs_apart = "Lo que estaba fuera de lo acordado habría necesitado",
    .needs_none = "No se hizo nada que un rol conocido tuviera que cubrir.",
    .scopes = "Lo mismo para aobo.yaml",
    .scopes_text =
        "Un ámbito por técnico, programa y cliente, con las operaciones hechas que no estaban "
        "fuera de lo acordado. Sustituye a los ámbitos presentes.",
    .scope_outside = "omitido, porque estaba fuera de lo acordado: {}",
    .scope_leaver = "ningún ámbito para {}, que se fue",
    .scope_free = "sin horas ni tickets, pues ningún ámbito que los pida lo permitió: {}",
    .scope_unnamed = "ningún ámbito cubre las entradas que no nombran a nadie: {}",
    .scope_for_anybody =
        "de estas estaba acordado, fuera quien fuera, y nadie recibe un ámbito para ello: {}",
    .uncovered = "Operaciones sin rol conocido",
    .left_over = "Antiguo acceso ilimitado, personas que se fueron",
    .leaver_with_rights = "se fue o está bloqueado, y sigue en un grupo que tiene derechos",
    .vault = "Cuentas compartidas sin préstamo",
    .tools = "Programas que actuaron",
    .tool_accounts = "Cuentas de herramientas",
    .tool_head = "Herramienta",
    .keys_head = "Claves",
    .key_unknown = "no está en las exportaciones",
    .secrets = "Secretos que se cambiaron",
    .times_head = "Veces",
    .credit = "Crédito de socio en riesgo",
    .credit_by_partner = "Por la gente del socio",
    .credit_by_others = "Por el propio cliente",
    .none = "Ninguno.",
    .customer = "Cliente",
    .roles_plain = {"restablecer contraseñas de usuarios corrientes",
                    "restablecer contraseñas y exigir un nuevo inicio de sesión",
                    "dar y quitar licencias", "administrar grupos",
                    "cambiar cómo las personas prueban quiénes son",
                    "administrar personas y grupos, y restablecer contraseñas",
                    "decidir quién puede iniciar sesión y desde dónde", "administrar programas",
                    "administrar programas y cómo llegan a su red", "administrar dispositivos",
                    "administrar el correo", "administrar archivos y sitios", "administrar Teams",
                    "administrar dominios", "administrar ajustes de seguridad",
                    "cambiar cómo los administradores prueban quiénes son",
                    "dar y quitar roles de administrador",
                    "decidir cómo las personas pueden probar quiénes son"},
    .ways_plain = {"derechos que usted dio a grupos del socio",
                   "el antiguo acceso ilimitado del socio", "Azure, como propietario en su nombre",
                   "Azure, por derechos del inquilino del socio", "como invitado en su inquilino",
                   "una cuenta de usted que varios comparten", "un programa",
                   "como alguien de su empresa", "Microsoft mismo", "no se sabe"},
    .sure_plain = {"seguro: la propia entrada dice quién fue",
                   "casi seguro: otra entrada dice quién fue", "probable, no probado",
                   "una de varias personas", "las entradas se contradicen",
                   "alguien que ninguna lista del socio conoce", "nada muestra quién fue",
                   "un programa, no una persona"},
    .why_plain = {"no en este cliente", "no en esta parte de la nube", "no esta clase de acción",
                  "no a esta hora", "sin tíquet", "sin derecho en vigor",
                  "sin un rol que lo permita", "no esta persona"},
    .states_plain = {"en vigor", "vencido", "terminado", "aún no empezado", "no se sabe"},
    .logs_plain = {"Inicios de sesión", "Cambios de personas, grupos y roles",
                   "Correo, archivos y lo demás de Microsoft 365", "Cambios en Azure",
                   "Cambios de dispositivos", "Peticiones de programas", "El portal del socio",
                   "La caja de contraseñas", "Horas de acceso acordadas",
                   "Las herramientas del socio"},
};

}  // namespace aobo::sim
