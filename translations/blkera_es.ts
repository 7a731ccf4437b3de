<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
    <name>Texts</name>
    <message>
        <source>&apos;%1&apos; is not an era: give a number from 0 on</source>
        <translation>«%1» no es una era: indique un número a partir de 0</translation>
    </message>
    <message>
        <source>unknown format &apos;%1&apos;: use one of %2</source>
        <translation>formato desconocido «%1»: use uno de %2</translation>
    </message>
    <message>
        <source>the output</source>
        <translation>la salida</translation>
    </message>
    <message>
        <source>device %1: the list is a superset: %2 of %3 blocks were written later, and perhaps in these eras</source>
        <translation>dispositivo %1: la lista es un superconjunto: %2 de %3 bloques se escribieron después y quizá también en estas eras</translation>
    </message>
    <message>
        <source>the list is incomplete, do not use it: %1</source>
        <translation>la lista está incompleta, no la use: %1</translation>
    </message>
    <message>
        <source>--since %1 is after --until %2</source>
        <translation>--since %1 es posterior a --until %2</translation>
    </message>
    <message>
        <source>cannot make a pipe: %1</source>
        <translation>no se puede crear una tubería: %1</translation>
    </message>
    <message>
        <source>List the blocks that were written since an era</source>
        <translation>Listar los bloques que se han escrito desde una era</translation>
    </message>
    <message>
        <source>Blocks last written in this era or later; 0 lists all</source>
        <translation>Bloques escritos por última vez en esta era o después; 0 los lista todos</translation>
    </message>
    <message>
        <source>Only blocks written up to this era; of eras long ago the list may have more, and says so</source>
        <translation>Solo los bloques escritos hasta esta era; con eras muy anteriores la lista puede contener más, y lo indica</translation>
    </message>
    <message>
        <source>xml, as era_invalidate prints it, or json; default: xml</source>
        <translation>xml, como lo muestra era_invalidate, o json; valor por omisión: xml</translation>
    </message>
    <message>
        <source>Write to a file, which is replaced only by a complete list; default: -, standard output</source>
        <translation>Escribir en un archivo, que solo se reemplaza por una lista completa; valor por omisión: -, la salida estándar</translation>
    </message>
    <message>
        <source>the daemon answered with %1 eras for %2 devices: look with &apos;blkera list&apos;</source>
        <translation>el servicio respondió con %1 eras para %2 dispositivos: consulte «blkera list»</translation>
    </message>
    <message>
        <source>Start a new era and print it; several devices at one moment</source>
        <translation>Iniciar una era nueva y mostrarla; en varios dispositivos, en un mismo instante</translation>
    </message>
    <message>
        <source>The devices, by name</source>
        <translation>Los nombres de los dispositivos</translation>
    </message>
    <message>
        <source>unknown shell &apos;%1&apos;: use bash, zsh or fish</source>
        <translation>intérprete de órdenes desconocido «%1»: use bash, zsh o fish</translation>
    </message>
    <message>
        <source>Print what a shell needs to complete command lines</source>
        <translation>Mostrar lo que necesita un intérprete para completar las líneas de órdenes</translation>
    </message>
    <message>
        <source>bash, zsh or fish</source>
        <translation>bash, zsh o fish</translation>
    </message>
    <message>
        <source>create %1: give --origin DEV and --metadata DEV, or --table</source>
        <translation>create %1: indique --origin DEV y --metadata DEV, o --table</translation>
    </message>
    <message>
        <source>Set up a device, start it and print its block device</source>
        <translation>Configurar un dispositivo, iniciarlo y mostrar su dispositivo de bloques</translation>
    </message>
    <message>
        <source>Sizes: a bare number counts sectors of 512 bytes; 64KiB and 1MiB are bytes.
Metadata that is all zeros is formatted, era metadata is kept and used, anything else is refused.</source>
        <translation>Tamaños: un número sin unidad cuenta sectores de 512 bytes; 64KiB y 1MiB son bytes.
Los metadatos que solo contienen ceros se formatean; los metadatos de eras se conservan y se usan; cualquier otra cosa se rechaza.</translation>
    </message>
    <message>
        <source>The block device, or file, whose writes are tracked</source>
        <translation>El dispositivo de bloques, o archivo, cuyas escrituras se registran</translation>
    </message>
    <message>
        <source>The block device, or file, that keeps the marks</source>
        <translation>El dispositivo de bloques, o archivo, que guarda las marcas</translation>
    </message>
    <message>
        <source>What is tracked as one, a multiple of 4KiB; default: as the metadata has it, or 64KiB</source>
        <translation>Lo que se registra como una unidad, un múltiplo de 4KiB; valor por omisión: el de los metadatos o 64KiB</translation>
    </message>
    <message>
        <source>Instead of these three, a dm-era table line: &quot;0 LEN era METADATA ORIGIN BLOCKSIZE&quot;; LEN has to be the origin&apos;s</source>
        <translation>En lugar de estas tres, una línea de tabla de dm-era: &quot;0 LEN era METADATA ORIGIN BLOCKSIZE&quot;; LEN debe ser la longitud del origen</translation>
    </message>
    <message>
        <source>auto, ublk or fuse; default: auto</source>
        <translation>auto, ublk o fuse; valor por omisión: auto</translation>
    </message>
    <message>
        <source>Default: one a CPU, up to 4</source>
        <translation>Valor por omisión: una por CPU, hasta 4</translation>
    </message>
    <message>
        <source>Requests in flight a queue; default: 128</source>
        <translation>Peticiones en curso por cola; valor por omisión: 128</translation>
    </message>
    <message>
        <source>Only set it up; &apos;blkera start&apos; starts it</source>
        <translation>Solo configurarlo; «blkera start» lo inicia</translation>
    </message>
    <message>
        <source>Format the metadata device whatever is on it</source>
        <translation>Formatear el dispositivo de metadatos, contenga lo que contenga</translation>
    </message>
    <message>
        <source>cannot write %1: %2</source>
        <translation>no se puede escribir %1: %2</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is not a number from 1 on</source>
        <translation>«%1» no es un número a partir de 1</translation>
    </message>
    <message>
        <source>Show a device&apos;s eras: when each began, why, and how much was written in it</source>
        <translation>Mostrar las eras de un dispositivo: cuándo comenzó cada una, por qué y cuánto se escribió en ella</translation>
    </message>
    <message>
        <source>All eras from this one on</source>
        <translation>Todas las eras a partir de esta</translation>
    </message>
    <message>
        <source>Show what happened to the device</source>
        <translation>Mostrar lo que le ocurrió al dispositivo</translation>
    </message>
    <message>
        <source>Show who asked for what, and what came of it</source>
        <translation>Mostrar quién pidió qué y cuál fue el resultado</translation>
    </message>
    <message>
        <source>the history cannot be written: %1; mend that, or make room: it is tried again all the time, devices work on, and what happens is kept in memory</source>
        <translation>no se puede escribir el historial: %1; corríjalo o libere espacio: se vuelve a intentar continuamente, los dispositivos siguen funcionando y lo que ocurre se guarda en memoria</translation>
    </message>
    <message>
        <source>no: if its target dies, what uses the device gets errors, and a file system has to be mounted again</source>
        <translation>no: si su proceso muere, lo que usa el dispositivo recibe errores, y un sistema de archivos debe volver a montarse</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>sí</translation>
    </message>
    <message>
        <source>Show what is known of a device</source>
        <translation>Mostrar lo que se sabe de un dispositivo</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is not a job&apos;s number: &apos;blkera jobs&apos; lists them</source>
        <translation>«%1» no es un número de tarea: «blkera jobs» muestra las que hay</translation>
    </message>
    <message>
        <source>there is no job %1: &apos;blkera jobs&apos; lists them</source>
        <translation>no hay ninguna tarea %1: «blkera jobs» muestra las que hay</translation>
    </message>
    <message>
        <source>List what takes longer: what goes on, and what ended in the last ten minutes</source>
        <translation>Listar las operaciones largas: las que están en curso y las que terminaron en los últimos diez minutos</translation>
    </message>
    <message>
        <source>Cancel the job</source>
        <translation>Cancelar la tarea</translation>
    </message>
    <message>
        <source>List all devices</source>
        <translation>Listar todos los dispositivos</translation>
    </message>
    <message>
        <source>%1 is a block device and would be overwritten: give a file</source>
        <translation>%1 es un dispositivo de bloques y se sobrescribiría: indique un archivo</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>Opciones</translation>
    </message>
    <message>
        <source>Print this help</source>
        <translation>Mostrar esta ayuda</translation>
    </message>
    <message>
        <source>Print the version</source>
        <translation>Mostrar la versión</translation>
    </message>
    <message>
        <source>Usage</source>
        <translation>Uso</translation>
    </message>
    <message>
        <source>OPTIONS</source>
        <translation>OPCIONES</translation>
    </message>
    <message>
        <source>VERB</source>
        <translation>VERBO</translation>
    </message>
    <message>
        <source>Arguments</source>
        <translation>Argumentos</translation>
    </message>
    <message>
        <source>not with</source>
        <translation>incompatible con</translation>
    </message>
    <message>
        <source>(required)</source>
        <translation>(obligatorio)</translation>
    </message>
    <message>
        <source>&apos;blkera VERB --help&apos; explains a verb.
Exit codes: 0 done, 1 failed, 2 wrong usage, 3 not authorised, 4 no daemon.</source>
        <translation>«blkera VERBO --help» explica un verbo.
Códigos de salida: 0 hecho, 1 fallo, 2 uso incorrecto, 3 sin autorización, 4 sin servicio.</translation>
    </message>
    <message>
        <source>unknown verb &apos;%1&apos;: &apos;blkera --help&apos; lists them</source>
        <translation>verbo desconocido «%1»: «blkera --help» muestra los que hay</translation>
    </message>
    <message>
        <source>unexpected argument &apos;%1&apos;</source>
        <translation>argumento inesperado «%1»</translation>
    </message>
    <message>
        <source>%1 is missing</source>
        <translation>falta %1</translation>
    </message>
    <message>
        <source>an option lacks its value or has more than one (%1)</source>
        <translation>a una opción le falta el valor o tiene más de uno (%1)</translation>
    </message>
    <message>
        <source>%1: %2; see &apos;blkera %1 --help&apos;</source>
        <translation>%1: %2; consulte «blkera %1 --help»</translation>
    </message>
    <message>
        <source>Tracks which blocks of a device changed, era by era</source>
        <translation>Registra, era por era, qué bloques de un dispositivo cambiaron</translation>
    </message>
    <message>
        <source>Verbs</source>
        <translation>Verbos</translation>
    </message>
    <message>
        <source>a verb is missing: &apos;blkera --help&apos; lists them</source>
        <translation>falta un verbo: «blkera --help» muestra los que hay</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is not a message: use one of %2</source>
        <translation>«%1» no es un mensaje: use uno de %2</translation>
    </message>
    <message>
        <source>Send a device a message, as &apos;dmsetup message&apos; does</source>
        <translation>Enviar un mensaje a un dispositivo, como hace «dmsetup message»</translation>
    </message>
    <message>
        <source>checkpoint, take_metadata_snap or drop_metadata_snap</source>
        <translation>checkpoint, take_metadata_snap o drop_metadata_snap</translation>
    </message>
    <message>
        <source>Print figures of all devices as OpenMetrics text, for Prometheus</source>
        <translation>Mostrar las métricas de todos los dispositivos como texto OpenMetrics, para Prometheus</translation>
    </message>
    <message>
        <source>there is no system bus</source>
        <translation>no hay bus del sistema</translation>
    </message>
    <message>
        <source>there is no device called %1: &apos;blkera list&apos; has them</source>
        <translation>no hay ningún dispositivo llamado %1: «blkera list» muestra los que hay</translation>
    </message>
    <message>
        <source>Print what happens as it happens, until it is interrupted</source>
        <translation>Mostrar lo que ocurre a medida que ocurre, hasta que se interrumpa</translation>
    </message>
    <message>
        <source>Only of these devices; default: of all</source>
        <translation>Solo de estos dispositivos; valor por omisión: de todos</translation>
    </message>
    <message>
        <source>Print the block device to use</source>
        <translation>Mostrar el dispositivo de bloques que debe usarse</translation>
    </message>
    <message>
        <source>device %1 is not running: start it with &apos;blkera start %1&apos;</source>
        <translation>el dispositivo %1 no está en ejecución: inícielo con «blkera start %1»</translation>
    </message>
    <message>
        <source>Take in what was changed in the configuration files; what runs is not disturbed</source>
        <translation>Leer los cambios de los archivos de configuración; lo que está en ejecución no se ve afectado</translation>
    </message>
    <message>
        <source>Forget a stopped device; origin and metadata keep their content</source>
        <translation>Olvidar un dispositivo detenido; el origen y los metadatos conservan su contenido</translation>
    </message>
    <message>
        <source>Take in the sizes that origin and metadata device have now</source>
        <translation>Adoptar los tamaños que tienen ahora el origen y el dispositivo de metadatos</translation>
    </message>
    <message>
        <source>Let the device shrink: the history of its end is lost</source>
        <translation>Permitir que el dispositivo se reduzca: el historial de su parte final se pierde</translation>
    </message>
    <message>
        <source>Let a new process serve a device that stays in use</source>
        <translation>Hacer que un proceso nuevo sirva un dispositivo que sigue en uso</translation>
    </message>
    <message>
        <source>Let requests go on, in a new era, and print that</source>
        <translation>Dejar que las peticiones continúen, en una era nueva, y mostrarla</translation>
    </message>
    <message>
        <source>Show or set when checkpoints are taken by themselves</source>
        <translation>Mostrar o establecer cuándo se crean automáticamente los puntos de control</translation>
    </message>
    <message>
        <source>never, hourly, every 15min, every 6h, every 2d, daily 03:30, weekly sat 03:30 or monthly 1 03:30</source>
        <translation>never, hourly, every 15min, every 6h, every 2d, daily 03:30, weekly sat 03:30 o monthly 1 03:30</translation>
    </message>
    <message>
        <source>Start a device and wait until its block device is there</source>
        <translation>Iniciar un dispositivo y esperar hasta que exista su dispositivo de bloques</translation>
    </message>
    <message>
        <source>Print what a device has done since it was started</source>
        <translation>Mostrar lo que ha hecho un dispositivo desde que se inició</translation>
    </message>
    <message>
        <source>DEFERRED: first writes of an era, which waited for their mark. P50 and P99 are rounded up, to a quarter of a power of two.</source>
        <translation>DEFERRED: primeras escrituras de una era, que esperaron su marca. P50 y P99 se redondean hacia arriba, a un cuarto de una potencia de dos.</translation>
    </message>
    <message>
        <source>Keep printing: every so many seconds, what was done in them</source>
        <translation>Seguir mostrando, cada tantos segundos, lo que se hizo en ese intervalo</translation>
    </message>
    <message>
        <source>SECONDS</source>
        <translation>SEGUNDOS</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is not an interval: give seconds from 0.1 to %2</source>
        <translation>«%1» no es un intervalo: indique segundos de 0.1 a %2</translation>
    </message>
    <message>
        <source>Print the status line, as the kernel&apos;s dm-era does</source>
        <translation>Mostrar la línea de estado, como hace el dm-era del núcleo</translation>
    </message>
    <message>
        <source>The line: &lt;metadata block size&gt; &lt;used&gt;/&lt;total metadata blocks&gt; &lt;current era&gt; &lt;held root | &apos;-&apos;&gt;</source>
        <translation>La línea: &lt;tamaño de bloque de metadatos&gt; &lt;usados&gt;/&lt;total de bloques de metadatos&gt; &lt;era actual&gt; &lt;raíz retenida | &apos;-&apos;&gt;</translation>
    </message>
    <message>
        <source>device %1 has a status line of another kind, &apos;%2&apos;: use blkera and blkerad of the same version</source>
        <translation>el dispositivo %1 tiene una línea de estado de otro tipo, «%2»: use blkera y blkerad de la misma versión</translation>
    </message>
    <message>
        <source>Stop a device cleanly; its block device must not be in use</source>
        <translation>Detener un dispositivo de forma ordenada; su dispositivo de bloques no debe estar en uso</translation>
    </message>
    <message>
        <source>Hold all requests to a device and end its era</source>
        <translation>Retener todas las peticiones a un dispositivo y terminar su era</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is not a device name: use 1 to 64 of A-Z a-z 0-9 . _ - and no dot in front</source>
        <translation>«%1» no es un nombre de dispositivo: use de 1 a 64 caracteres de A-Z a-z 0-9 . _ - y ningún punto al principio</translation>
    </message>
    <message>
        <source>The device&apos;s name</source>
        <translation>El nombre del dispositivo</translation>
    </message>
    <message>
        <source>Examples:</source>
        <translation>Ejemplos:</translation>
    </message>
    <message>
        <source>Print JSON</source>
        <translation>Mostrar JSON</translation>
    </message>
    <message>
        <source>cannot reach the system bus: is dbus-daemon running, and is DBUS_SYSTEM_BUS_ADDRESS right where it is set?</source>
        <translation>no se puede acceder al bus del sistema: ¿está dbus-daemon en ejecución y es correcta DBUS_SYSTEM_BUS_ADDRESS donde esté definida?</translation>
    </message>
    <message>
        <source>the blkera daemon is not running: start blkerad (systemctl start blkerad)</source>
        <translation>el servicio blkera no está en ejecución: inicie blkerad (systemctl start blkerad)</translation>
    </message>
    <message>
        <source>the policy of the system bus forbids this request: ask the administrator, or try as root</source>
        <translation>la política del bus del sistema prohíbe esta petición: consulte al administrador o inténtelo como root</translation>
    </message>
    <message>
        <source>the blkera daemon gave no answer: see its log (journalctl -u blkerad), then look with &apos;blkera list&apos;</source>
        <translation>el servicio blkera no respondió: consulte su registro (journalctl -u blkerad) y después «blkera list»</translation>
    </message>
    <message>
        <source>there is no such device: &apos;blkera list&apos; shows those there are</source>
        <translation>no existe ese dispositivo: «blkera list» muestra los que hay</translation>
    </message>
    <message>
        <source>the blkera daemon cannot be started: see why with &apos;systemctl status blkerad&apos;</source>
        <translation>no se puede iniciar el servicio blkera: consulte el motivo con «systemctl status blkerad»</translation>
    </message>
    <message>
        <source>this needs an authorisation: try from a terminal, or as root</source>
        <translation>se necesita autorización: inténtelo desde un terminal o como root</translation>
    </message>
    <message numerus="yes">
        <source>it was asked %n second(s) ago</source>
        <translation>
            <numerusform>se le preguntó hace %n segundo</numerusform>
            <numerusform>se le preguntó hace %n segundos</numerusform>
        </translation>
    </message>
    <message>
        <source>the blkera daemon has ended</source>
        <translation>el servicio blkera ha terminado</translation>
    </message>
    <message>
        <source>the daemon has statistics of another kind: use blkera, blkerad and blkera-target of the same version</source>
        <translation>el servicio tiene estadísticas de otro tipo: use blkera, blkerad y blkera-target de la misma versión</translation>
    </message>
    <message>
        <source>Block Eras</source>
        <translation>Block Eras</translation>
    </message>
    <message>
        <source>Shows which blocks of a device changed, era by era.</source>
        <translation>Muestra, era por era, qué bloques de un dispositivo cambiaron.</translation>
    </message>
    <message>
        <source>Show this device.</source>
        <translation>Mostrar este dispositivo.</translation>
    </message>
    <message>
        <source>NAME</source>
        <translation>NOMBRE</translation>
    </message>
    <message>
        <source>Show devices that do not exist: to try the program, without a service and without root.</source>
        <translation>Mostrar dispositivos que no existen: para probar el programa sin servicio y sin root.</translation>
    </message>
    <message>
        <source>NUMBER</source>
        <translation>NÚMERO</translation>
    </message>
    <message>
        <source>system, light, dark or high-contrast.</source>
        <translation>system, light, dark o high-contrast.</translation>
    </message>
    <message>
        <source>WORD</source>
        <translation>PALABRA</translation>
    </message>
    <message>
        <source>--appearance &apos;%1&apos;: use system, light, dark or high-contrast</source>
        <translation>--appearance «%1»: use system, light, dark o high-contrast</translation>
    </message>
    <message>
        <source>--demo-devices &apos;%1&apos;: use a number from 0 to %2</source>
        <translation>--demo-devices «%1»: use un número de 0 a %2</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Detenido</translation>
    </message>
    <message>
        <source>It could not be started. Mend the cause, then start it.</source>
        <translation>No se pudo iniciar. Corrija la causa y después inícielo.</translation>
    </message>
    <message>
        <source>Recovering</source>
        <translation>Recuperándose</translation>
    </message>
    <message>
        <source>Its process ended and is being started again. Whoever uses the device waits meanwhile.</source>
        <translation>Su proceso terminó y se está volviendo a iniciar. Mientras tanto, quien usa el dispositivo espera.</translation>
    </message>
    <message>
        <source>Suspended</source>
        <translation>Suspendido</translation>
    </message>
    <message>
        <source>Every request waits until the device is resumed.</source>
        <translation>Todas las peticiones esperan hasta que se reanude el dispositivo.</translation>
    </message>
    <message>
        <source>Metadata full</source>
        <translation>Metadatos llenos</translation>
    </message>
    <message>
        <source>Writes to blocks that are not marked yet fail, and no checkpoint can be taken. Drop the metadata snapshot, or enlarge the metadata device and resize.</source>
        <translation>Las escrituras en bloques que aún no están marcados fallan, y no se puede crear ningún punto de control. Libere la instantánea de metadatos, o amplíe el dispositivo de metadatos y después use «Cambiar el tamaño».</translation>
    </message>
    <message>
        <source>Needs check</source>
        <translation>Requiere comprobación</translation>
    </message>
    <message>
        <source>Its metadata cannot be read or is damaged. Stop the device, check and repair the metadata, then start it.</source>
        <translation>Sus metadatos no se pueden leer o están dañados. Detenga el dispositivo, compruebe y repare los metadatos y después inícielo.</translation>
    </message>
    <message>
        <source>Its metadata could not be written. Mend the metadata device, then stop the device and start it.</source>
        <translation>No se pudieron escribir sus metadatos. Revise el dispositivo de metadatos y después detenga e inicie el dispositivo.</translation>
    </message>
    <message>
        <source>Stalled</source>
        <translation>Estancado</translation>
    </message>
    <message>
        <source>The metadata device has not answered for more than 30 seconds. It goes on by itself when the metadata device answers.</source>
        <translation>El dispositivo de metadatos no responde desde hace más de 30 segundos. Continuará por sí solo cuando responda.</translation>
    </message>
    <message>
        <source>Checkpoint</source>
        <translation>Punto de control</translation>
    </message>
    <message>
        <source>Snapshot</source>
        <translation>Instantánea</translation>
    </message>
    <message>
        <source>Start of the device</source>
        <translation>Inicio del dispositivo</translation>
    </message>
    <message>
        <source>Start after a crash</source>
        <translation>Inicio tras una caída</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Reanudación</translation>
    </message>
    <message>
        <source>Resize</source>
        <translation>Cambio de tamaño</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>Desconocida</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Process ended</source>
        <translation>Proceso terminado</translation>
    </message>
    <message>
        <source>Process restarted</source>
        <translation>Proceso reiniciado</translation>
    </message>
    <message>
        <source>New era</source>
        <translation>Era nueva</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Creado</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>Quitado</translation>
    </message>
    <message>
        <source>History rebuilt</source>
        <translation>Historial reconstruido</translation>
    </message>
    <message>
        <source>History incomplete</source>
        <translation>Historial incompleto</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>Programación</translation>
    </message>
    <message>
        <source>Hook</source>
        <translation>Gancho</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a state and why</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>Correcto</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Advertencia</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Error</translation>
    </message>
    <message>
        <source>Information</source>
        <translation>Información</translation>
    </message>
    <message>
        <source>List of changed blocks</source>
        <translation>Lista de bloques modificados</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>Creación</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Inicio</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Detención</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>Reinicio</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Terminada</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Cancelada</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>Interrumpida</translation>
    </message>
    <message>
        <source>Blocks listed</source>
        <translation>Bloques listados</translation>
    </message>
    <message>
        <source>Of these, perhaps written in another era</source>
        <translation>De ellos, quizá escritos en otra era</translation>
    </message>
    <message>
        <source>Eras begun</source>
        <translation>Eras iniciadas</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Grupo</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a line of a report</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>Operación</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Dispositivo</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Resultado</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Motivo</translation>
    </message>
    <message>
        <source>Begun</source>
        <translation>Comienzo</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Fin</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Duración</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Usuario</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Progreso</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>Tarea</translation>
    </message>
    <message>
        <source>%1 s</source>
        <comment>seconds</comment>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <comment>minutes and seconds</comment>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <comment>hours and minutes</comment>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <comment>days and hours</comment>
        <translation>%1 d %2 h</translation>
    </message>
    <message numerus="yes">
        <source>%n second(s) left</source>
        <translation>
            <numerusform>queda %n segundo</numerusform>
            <numerusform>quedan %n segundos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) left</source>
        <translation>
            <numerusform>queda %n minuto</numerusform>
            <numerusform>quedan %n minutos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s) left</source>
        <translation>
            <numerusform>queda %n hora</numerusform>
            <numerusform>quedan %n horas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) left</source>
        <translation>
            <numerusform>queda %n día</numerusform>
            <numerusform>quedan %n días</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>At most %1 of %2 blocks (%3) changed in eras %4 to %5</source>
        <translation>
            <numerusform>Como máximo %1 de %2 bloque (%3) modificado en las eras %4 a %5</numerusform>
            <numerusform>Como máximo %1 de %2 bloques (%3) modificados en las eras %4 a %5</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %2 blocks (%3) changed in eras %4 to %5</source>
        <translation>
            <numerusform>%1 de %2 bloque (%3) modificado en las eras %4 a %5</numerusform>
            <numerusform>%1 de %2 bloques (%3) modificados en las eras %4 a %5</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %2 blocks (%3) were ever written</source>
        <translation>
            <numerusform>%1 de %2 bloque (%3) escrito alguna vez</numerusform>
            <numerusform>%1 de %2 bloques (%3) escritos alguna vez</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %2 blocks (%3) changed since era %4</source>
        <translation>
            <numerusform>%1 de %2 bloque (%3) modificado desde la era %4</numerusform>
            <numerusform>%1 de %2 bloques (%3) modificados desde la era %4</numerusform>
        </translation>
    </message>
    <message>
        <source>Block %1, offset %2 (%3 bytes), LBA %4</source>
        <translation>Bloque %1, desplazamiento %2 (%3 bytes), LBA %4</translation>
    </message>
    <message>
        <source>Blocks %1 to %2, offset %3 (%4 bytes), LBA %5</source>
        <translation>Bloques %1 a %2, desplazamiento %3 (%4 bytes), LBA %5</translation>
    </message>
    <message>
        <source>%1 KiB</source>
        <translation>%1 KiB</translation>
    </message>
    <message>
        <source>%1 MiB</source>
        <translation>%1 MiB</translation>
    </message>
    <message>
        <source>%1 GiB</source>
        <translation>%1 GiB</translation>
    </message>
    <message>
        <source>%1 TiB</source>
        <translation>%1 TiB</translation>
    </message>
    <message>
        <source>%1 PiB</source>
        <translation>%1 PiB</translation>
    </message>
    <message>
        <source>%1 EiB</source>
        <translation>%1 EiB</translation>
    </message>
    <message>
        <source>%1 B</source>
        <translation>%1 B</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>less than %1 %</source>
        <translation>menos del %1 %</translation>
    </message>
    <message numerus="yes">
        <source>%1; largest region: %2 blocks at offset %3</source>
        <translation>
            <numerusform>%1; tramo más largo: %2 bloque en el desplazamiento %3</numerusform>
            <numerusform>%1; tramo más largo: %2 bloques en el desplazamiento %3</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: not known yet</source>
        <translation>%1: aún no se conoce</translation>
    </message>
    <message>
        <source>%1: nothing was ever written</source>
        <translation>%1: nunca se escribió nada</translation>
    </message>
    <message>
        <source>%1: nothing changed; last written in era %2</source>
        <translation>%1: sin cambios; última escritura en la era %2</translation>
    </message>
    <message numerus="yes">
        <source>%1: %2 of %3 blocks changed (%4); last written in era %5</source>
        <translation>
            <numerusform>%1: %2 de %3 bloque modificado (%4); última escritura en la era %5</numerusform>
            <numerusform>%1: %2 de %3 bloques modificados (%4); última escritura en la era %5</numerusform>
        </translation>
    </message>
    <message>
        <source>the map that came does not fit the device: try again</source>
        <translation>el mapa recibido no corresponde al dispositivo: inténtelo de nuevo</translation>
    </message>
    <message>
        <source>there are too many open files: close other programs and try again</source>
        <translation>hay demasiados archivos abiertos: cierre otros programas e inténtelo de nuevo</translation>
    </message>
    <message>
        <source>the list that came cannot be read: use programs of blkera that have the same version</source>
        <translation>la lista recibida no se puede leer: use programas de blkera de la misma versión</translation>
    </message>
    <message>
        <source>the list that came is incomplete: try again</source>
        <translation>la lista recibida está incompleta: inténtelo de nuevo</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 bytes, LBA %2</source>
        <translation>%1 bytes, LBA %2</translation>
    </message>
    <message>
        <source>First block</source>
        <translation>Primer bloque</translation>
    </message>
    <message>
        <source>Offset</source>
        <translation>Desplazamiento</translation>
    </message>
    <message>
        <source>Blocks</source>
        <translation>Bloques</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Tamaño</translation>
    </message>
    <message>
        <source>Share of changes</source>
        <translation>Proporción de cambios</translation>
    </message>
    <message>
        <source>Newest era</source>
        <translation>Era más reciente</translation>
    </message>
    <message>
        <source>–</source>
        <translation>–</translation>
    </message>
    <message>
        <source>a partition table (%1)</source>
        <translation>una tabla de particiones (%1)</translation>
    </message>
    <message>
        <source>mounted on %1</source>
        <translation>montado en %1</translation>
    </message>
    <message>
        <source>used by %1</source>
        <translation>usado por %1</translation>
    </message>
    <message>
        <source>read-only</source>
        <translation>solo lectura</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between the facts about a block device</comment>
        <translation>, </translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>path of a block device, and what is known about it</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Use 1 to 64 of A-Z a-z 0-9 . _ - and no dot at the start.</source>
        <translation>Use de 1 a 64 caracteres de A-Z a-z 0-9 . _ - y ningún punto al principio.</translation>
    </message>
    <message>
        <source>There is a device of this name already.</source>
        <translation>Ya hay un dispositivo con este nombre.</translation>
    </message>
    <message>
        <source>What the device is called from now on.</source>
        <translation>Cómo se llamará el dispositivo a partir de ahora.</translation>
    </message>
    <message>
        <source>Give the whole path: it begins with a slash.</source>
        <translation>Indique la ruta completa: comienza por una barra.</translation>
    </message>
    <message>
        <source>Give a plain path, without “..” and the like.</source>
        <translation>Indique una ruta simple, sin «..» ni similares.</translation>
    </message>
    <message>
        <source>It is read-only.</source>
        <translation>Es de solo lectura.</translation>
    </message>
    <message>
        <source>It is mounted on %1: unmount it before.</source>
        <translation>Está montado en %1: desmóntelo antes.</translation>
    </message>
    <message>
        <source>It is used by %1: it has to be free before.</source>
        <translation>Lo usa %1: debe quedar libre antes.</translation>
    </message>
    <message>
        <source>It is not under /dev. The service takes files only from the folders that its configuration allows.</source>
        <translation>No está en /dev. El servicio solo acepta archivos de las carpetas que permite su configuración.</translation>
    </message>
    <message>
        <source>There is no such block device on this machine.</source>
        <translation>No existe ese dispositivo de bloques en esta máquina.</translation>
    </message>
    <message>
        <source>The block device whose writes are to be tracked. What is on it stays.</source>
        <translation>El dispositivo de bloques cuyas escrituras se registrarán. Su contenido se conserva.</translation>
    </message>
    <message>
        <source>It is the origin of %1 already.</source>
        <translation>Ya es el origen de %1.</translation>
    </message>
    <message>
        <source>The metadata of %1 is on it.</source>
        <translation>Los metadatos de %1 están en él.</translation>
    </message>
    <message>
        <source>A small block device of its own that keeps the marks. A blank one is formatted, era metadata is kept and used.</source>
        <translation>Un pequeño dispositivo de bloques propio que guarda las marcas. Si está en blanco, se formatea; los metadatos de eras se conservan y se usan.</translation>
    </message>
    <message>
        <source>It is the origin: the marks need a device of their own.</source>
        <translation>Es el origen: las marcas necesitan un dispositivo propio.</translation>
    </message>
    <message>
        <source>One is a part of the other: the marks need a device of their own.</source>
        <translation>Uno forma parte del otro: las marcas necesitan un dispositivo propio.</translation>
    </message>
    <message>
        <source>It is the origin of %1.</source>
        <translation>Es el origen de %1.</translation>
    </message>
    <message>
        <source>It holds %1. The service asks before it overwrites that.</source>
        <translation>Contiene %1. El servicio pregunta antes de sobrescribirlo.</translation>
    </message>
    <message>
        <source>Too small to be formatted: it has %1, and needs %2.</source>
        <translation>Demasiado pequeño para formatearlo: tiene %1 y necesita %2.</translation>
    </message>
    <message>
        <source>Too small to be formatted: it has %1, and needs %2. Era blocks of %3 would do.</source>
        <translation>Demasiado pequeño para formatearlo: tiene %1 y necesita %2. Con bloques de era de %3 bastaría.</translation>
    </message>
    <message>
        <source>What is tracked as one. Empty: as the metadata has it, or 64KiB.</source>
        <translation>Lo que se registra como una unidad. Vacío: el valor de los metadatos o 64KiB.</translation>
    </message>
    <message>
        <source>Give a size with a unit, such as 64KiB or 1MiB, or a number of sectors.</source>
        <translation>Indique un tamaño con unidad, como 64KiB o 1MiB, o un número de sectores.</translation>
    </message>
    <message>
        <source>Give a multiple of 4KiB.</source>
        <translation>Indique un múltiplo de 4KiB.</translation>
    </message>
    <message>
        <source>Too small for this origin: use larger era blocks.</source>
        <translation>Demasiado pequeño para este origen: use bloques de era más grandes.</translation>
    </message>
    <message numerus="yes">
        <source>%n sector(s) of 512 bytes, tracked as one.</source>
        <translation>
            <numerusform>%n sector de 512 bytes, registrado como una unidad.</numerusform>
            <numerusform>%n sectores de 512 bytes, registrados como una unidad.</numerusform>
        </translation>
    </message>
    <message>
        <source>Cannot write %1: %2</source>
        <translation>No se puede escribir %1: %2</translation>
    </message>
    <message>
        <source>Cannot read %1: %2</source>
        <translation>No se puede leer %1: %2</translation>
    </message>
    <message>
        <source>%1 was made by somebody else meanwhile.</source>
        <translation>Mientras tanto, otra persona creó %1.</translation>
    </message>
    <message>
        <source>%1 of %2 blocks (%3 %)</source>
        <translation>%1 de %2 bloques (%3 %)</translation>
    </message>
    <message>
        <source>Select the row to find out</source>
        <translation>Seleccione la fila para saberlo</translation>
    </message>
    <message>
        <source>How many of the newest entries; default: 20</source>
        <translation>Número de entradas más recientes que se muestran; valor por omisión: 20</translation>
    </message>
    <message>
        <source>the daemon draws maps that this program cannot read: use a daemon and a program of the same version</source>
        <translation>el servicio genera mapas que este programa no puede leer: use un servicio y un programa de la misma versión</translation>
    </message>
    <message>
        <source>the daemon describes devices as this program does not know them: use a daemon and a program of the same version</source>
        <translation>el servicio describe los dispositivos de un modo que este programa no conoce: use un servicio y un programa de la misma versión</translation>
    </message>
    <message>
        <source>How many devices --demo shows; default: 6.</source>
        <translation>Cuántos dispositivos muestra --demo; valor por omisión: 6.</translation>
    </message>
    <message>
        <source>Running</source>
        <comment>state of a device</comment>
        <translation>En ejecución</translation>
    </message>
    <message>
        <source>Starting</source>
        <comment>state of a device</comment>
        <translation>Iniciándose</translation>
    </message>
    <message>
        <source>Stopping</source>
        <comment>state of a device</comment>
        <translation>Deteniéndose</translation>
    </message>
    <message>
        <source>Failed</source>
        <comment>state of a device</comment>
        <translation>Fallido</translation>
    </message>
    <message>
        <source>Running</source>
        <comment>state of a job</comment>
        <translation>En ejecución</translation>
    </message>
    <message>
        <source>Failed</source>
        <comment>state of a job</comment>
        <translation>Fallida</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %2 block(s)</source>
        <translation>
            <numerusform>%1 de %2 bloque</numerusform>
            <numerusform>%1 de %2 bloques</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>what a button does, and its key</comment>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>blkera::ActivityPage</name>
    <message>
        <source>Try again</source>
        <translation>Reintentar</translation>
    </message>
    <message>
        <source>Words in any column</source>
        <translation>Palabras en cualquier columna</translation>
    </message>
    <message>
        <source>Filter events by words</source>
        <translation>Filtrar los eventos por palabras</translation>
    </message>
    <message>
        <source>Filter events by severity</source>
        <translation>Filtrar los eventos por gravedad</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Todos</translation>
    </message>
    <message>
        <source>Warnings and errors</source>
        <translation>Advertencias y errores</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Errores</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Eventos</translation>
    </message>
    <message>
        <source>Events could not be read: %1</source>
        <translation>No se pudieron leer los eventos: %1</translation>
    </message>
    <message>
        <source>Asking for the events…</source>
        <translation>Consultando los eventos…</translation>
    </message>
    <message>
        <source>Nothing has happened yet</source>
        <translation>Aún no ha ocurrido nada</translation>
    </message>
    <message>
        <source>%1 of %2 events; the others are filtered out</source>
        <translation>%1 de %2 eventos; los demás quedan excluidos por el filtro</translation>
    </message>
    <message numerus="yes">
        <source>%n event(s)</source>
        <translation>
            <numerusform>%n evento</numerusform>
            <numerusform>%n eventos</numerusform>
        </translation>
    </message>
    <message>
        <source>Fi&amp;lter:</source>
        <translation>&amp;Filtro:</translation>
    </message>
    <message>
        <source>Sever&amp;ity:</source>
        <translation>G&amp;ravedad:</translation>
    </message>
</context>
<context>
    <name>blkera::AskDialog</name>
    <message>
        <source>Copy as co&amp;mmand</source>
        <translation>Copiar co&amp;mo orden</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Waiting for the service</source>
        <translation>Esperando al servicio</translation>
    </message>
    <message>
        <source>The service has not answered yet. It may wait for a password, or for a slow device. This window can be closed: what was asked goes on.</source>
        <translation>El servicio aún no ha respondido. Quizá espere una contraseña o un dispositivo lento. Esta ventana se puede cerrar: lo que se pidió continúa.</translation>
    </message>
    <message>
        <source>%1 was removed meanwhile.</source>
        <translation>Mientras tanto, se quitó %1.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>It is under way.</source>
        <translation>Está en curso.</translation>
    </message>
    <message>
        <source>The service is not answering.</source>
        <translation>El servicio no responde.</translation>
    </message>
    <message>
        <source>%1 is not there any more.</source>
        <translation>%1 ya no está.</translation>
    </message>
    <message>
        <source>Your account may not do this: %1</source>
        <translation>Su cuenta no tiene permiso para hacerlo: %1</translation>
    </message>
    <message>
        <source>The service went away meanwhile. Whether it was done will be seen when it is back.</source>
        <translation>El servicio se interrumpió mientras tanto. Cuando vuelva a estar disponible se verá si la operación se llevó a cabo.</translation>
    </message>
    <message>
        <source>The service is not answering: %1</source>
        <translation>El servicio no responde: %1</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Lo que se solicita</translation>
    </message>
</context>
<context>
    <name>blkera::ChangeMapWidget</name>
    <message>
        <source>Map of changed blocks</source>
        <translation>Mapa de bloques modificados</translation>
    </message>
    <message>
        <source>Arrow keys move from cell to cell, Enter zooms in, Backspace goes back</source>
        <translation>Las teclas de flecha van de celda en celda, Intro amplía, Retroceso vuelve atrás</translation>
    </message>
    <message>
        <source>Each cell stands for as many blocks as the zoom needs, row by row from the beginning of the device. Its colour says how many of them changed.</source>
        <translation>Cada celda representa tantos bloques como requiere la ampliación, fila por fila desde el principio del dispositivo. Su color indica cuántos de ellos cambiaron.</translation>
    </message>
    <message>
        <source>%1 MiB</source>
        <translation>%1 MiB</translation>
    </message>
</context>
<context>
    <name>blkera::CheckpointDialog</name>
    <message>
        <source>it has to be started first</source>
        <translation>antes hay que iniciarlo</translation>
    </message>
    <message>
        <source>it has to be resumed first</source>
        <translation>antes hay que reanudarlo</translation>
    </message>
    <message>
        <source>it is not running as it should</source>
        <translation>no funciona como debería</translation>
    </message>
    <message>
        <source>Choose &amp;all</source>
        <translation>Elegir t&amp;odos</translation>
    </message>
    <message>
        <source>Choose &amp;none</source>
        <translation>Elegir &amp;ninguno</translation>
    </message>
    <message>
        <source>Copy the resu&amp;lt</source>
        <translation>Copiar el resu&amp;ltado</translation>
    </message>
    <message>
        <source>Checkpoint several devices</source>
        <translation>Crear un punto de control en varios dispositivos</translation>
    </message>
    <message>
        <source>&amp;Take checkpoint</source>
        <translation>&amp;Crear punto de control</translation>
    </message>
    <message>
        <source>What happens</source>
        <translation>Qué ocurre</translation>
    </message>
    <message>
        <source>A new era begins on every chosen device, at one moment: no write falls between them. Requests wait for that moment, usually some milliseconds.</source>
        <translation>Comienza una era nueva en todos los dispositivos elegidos, en un mismo instante: ninguna escritura queda entre ellos. Las peticiones esperan ese instante, normalmente unos milisegundos.</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Dispositivo</translation>
    </message>
    <message>
        <source>Era</source>
        <translation>Era</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Devices to take part</source>
        <translation>Dispositivos que participan</translation>
    </message>
    <message>
        <source>How many are chosen</source>
        <translation>Cuántos se han elegido</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Resultado</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>state, and why it cannot take part</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>–</source>
        <comment>no era is known</comment>
        <translation>–</translation>
    </message>
    <message>
        <source>%1, era %2, %3</source>
        <translation>%1, era %2, %3</translation>
    </message>
    <message>
        <source>There are no devices yet.</source>
        <translation>Aún no hay dispositivos.</translation>
    </message>
    <message numerus="yes">
        <source>%n device(s) chosen.</source>
        <translation>
            <numerusform>%n dispositivo elegido.</numerusform>
            <numerusform>%n dispositivos elegidos.</numerusform>
        </translation>
    </message>
    <message>
        <source>No device is chosen.</source>
        <translation>No se ha elegido ningún dispositivo.</translation>
    </message>
    <message numerus="yes">
        <source>Beginning a new era on %n device(s)…</source>
        <translation>
            <numerusform>Iniciando una era nueva en %n dispositivo…</numerusform>
            <numerusform>Iniciando una era nueva en %n dispositivos…</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: era %2</source>
        <translation>%1: era %2</translation>
    </message>
    <message>
        <source>Group: %1</source>
        <translation>Grupo: %1</translation>
    </message>
    <message numerus="yes">
        <source>A new era began on %n device(s).</source>
        <translation>
            <numerusform>Comenzó una era nueva en %n dispositivo.</numerusform>
            <numerusform>Comenzó una era nueva en %n dispositivos.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>blkera::CreateDialog</name>
    <message>
        <source>&amp;Start it at once</source>
        <translation>&amp;Iniciarlo de inmediato</translation>
    </message>
    <message>
        <source>Format anyway…</source>
        <translation>Formatear de todos modos…</translation>
    </message>
    <message>
        <source>Create an era device</source>
        <translation>Crear un dispositivo de eras</translation>
    </message>
    <message>
        <source>Crea&amp;te</source>
        <translation>C&amp;rear</translation>
    </message>
    <message>
        <source>&amp;Name:</source>
        <translation>&amp;Nombre:</translation>
    </message>
    <message>
        <source>&amp;Origin:</source>
        <translation>&amp;Origen:</translation>
    </message>
    <message>
        <source>Meta&amp;data:</source>
        <translation>Meta&amp;datos:</translation>
    </message>
    <message>
        <source>&amp;Era block:</source>
        <translation>Bloque de &amp;era:</translation>
    </message>
    <message>
        <source>Ad&amp;vanced</source>
        <translation>A&amp;vanzado</translation>
    </message>
    <message>
        <source>What happens</source>
        <translation>Qué ocurre</translation>
    </message>
    <message>
        <source>The best that works here</source>
        <translation>Lo mejor que funcione aquí</translation>
    </message>
    <message>
        <source>ublk</source>
        <translation>ublk</translation>
    </message>
    <message>
        <source>FUSE and a loop device</source>
        <translation>FUSE y un dispositivo de bucle</translation>
    </message>
    <message>
        <source>one a CPU, up to 4</source>
        <translation>una por CPU, hasta 4</translation>
    </message>
    <message>
        <source>128 requests</source>
        <translation>128 peticiones</translation>
    </message>
    <message>
        <source>Served &amp;by:</source>
        <translation>Servido &amp;por:</translation>
    </message>
    <message>
        <source>&amp;Queues:</source>
        <translation>&amp;Colas:</translation>
    </message>
    <message>
        <source>Requests a q&amp;ueue:</source>
        <translation>Peticiones por co&amp;la:</translation>
    </message>
    <message>
        <source>The device needs a name.</source>
        <translation>El dispositivo necesita un nombre.</translation>
    </message>
    <message>
        <source>Choose the origin.</source>
        <translation>Elija el origen.</translation>
    </message>
    <message>
        <source>Choose the device for the metadata.</source>
        <translation>Elija el dispositivo para los metadatos.</translation>
    </message>
    <message>
        <source>%1 is formatted if it is blank. Then %3 is started, and again at each boot: use its block device instead of %2 from then on, because writes beside it are not tracked.</source>
        <translation>%1 se formatea si está en blanco. Después se inicia %3, y de nuevo en cada arranque: a partir de entonces, use su dispositivo de bloques en lugar de %2, porque las escrituras hechas al margen de él no se registran.</translation>
    </message>
    <message>
        <source>%1 is formatted if it is blank. %3 is not started: writes to %2 are tracked only when it is.</source>
        <translation>%1 se formatea si está en blanco. %3 no se inicia: las escrituras en %2 solo se registran cuando está iniciado.</translation>
    </message>
    <message>
        <source>Checking the devices and starting %1…</source>
        <translation>Comprobando los dispositivos e iniciando %1…</translation>
    </message>
    <message>
        <source>Checking the devices…</source>
        <translation>Comprobando los dispositivos…</translation>
    </message>
    <message>
        <source>Format %1?</source>
        <translation>¿Formatear %1?</translation>
    </message>
    <message>
        <source>The service says: %1

What is on %2 is lost for good, and cannot be brought back.</source>
        <translation>El servicio indica: %1

Lo que hay en %2 se pierde para siempre y no se puede recuperar.</translation>
    </message>
    <message>
        <source>Format %1</source>
        <translation>Formatear %1</translation>
    </message>
    <message>
        <source>%1 --force-format</source>
        <comment>a command line</comment>
        <translation>%1 --force-format</translation>
    </message>
</context>
<context>
    <name>blkera::DeviceActions</name>
    <message>
        <source>&amp;Checkpoint</source>
        <translation>Crear punto de &amp;control</translation>
    </message>
    <message>
        <source>Begin a new era: what changes from now on can be told from what was before</source>
        <translation>Iniciar una era nueva: lo que cambie a partir de ahora se podrá distinguir de lo anterior</translation>
    </message>
    <message>
        <source>Take metadata s&amp;napshot</source>
        <translation>Crear i&amp;nstantánea de metadatos</translation>
    </message>
    <message>
        <source>Hold a copy of the metadata, for offline tools, and begin a new era</source>
        <translation>Retener una copia de los metadatos, para herramientas fuera de línea, e iniciar una era nueva</translation>
    </message>
    <message>
        <source>Drop the copy of the metadata that is held</source>
        <translation>Liberar la copia retenida de los metadatos</translation>
    </message>
    <message>
        <source>&amp;Export changed blocks…</source>
        <translation>E&amp;xportar bloques modificados…</translation>
    </message>
    <message>
        <source>Write the list of blocks that changed into a file</source>
        <translation>Escribir en un archivo la lista de los bloques que cambiaron</translation>
    </message>
    <message>
        <source>Sc&amp;hedule checkpoints…</source>
        <translation>&amp;Programar puntos de control…</translation>
    </message>
    <message>
        <source>Have checkpoints taken by themselves</source>
        <translation>Hacer que los puntos de control se creen automáticamente</translation>
    </message>
    <message>
        <source>Resi&amp;ze…</source>
        <translation>Cam&amp;biar el tamaño…</translation>
    </message>
    <message>
        <source>Take in the sizes that the origin and the metadata device have now</source>
        <translation>Adoptar los tamaños que tienen ahora el origen y el dispositivo de metadatos</translation>
    </message>
    <message>
        <source>S&amp;uspend</source>
        <translation>&amp;Suspender</translation>
    </message>
    <message>
        <source>Hold every request, so that the origin is at rest</source>
        <translation>Retener todas las peticiones, para que el origen quede en reposo</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>&amp;Reanudar</translation>
    </message>
    <message>
        <source>Let the requests that wait go on, in a new era</source>
        <translation>Dejar que las peticiones en espera continúen, en una era nueva</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>&amp;Iniciar</translation>
    </message>
    <message>
        <source>Serve the device</source>
        <translation>Servir el dispositivo</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>&amp;Detener</translation>
    </message>
    <message>
        <source>Stop serving the device; it is refused while somebody uses it</source>
        <translation>Dejar de servir el dispositivo, cuando ya nadie lo use</translation>
    </message>
    <message>
        <source>Restart with the &amp;installed version</source>
        <translation>Reiniciar con la versión inst&amp;alada</translation>
    </message>
    <message>
        <source>Let a new process serve the device while it is in use</source>
        <translation>Hacer que un proceso nuevo sirva el dispositivo mientras está en uso</translation>
    </message>
    <message>
        <source>Check and re&amp;pair…</source>
        <translation>Comprobar y r&amp;eparar…</translation>
    </message>
    <message>
        <source>What to do about metadata that is damaged</source>
        <translation>Qué hacer con los metadatos dañados</translation>
    </message>
    <message>
        <source>Re&amp;move…</source>
        <translation>&amp;Quitar…</translation>
    </message>
    <message>
        <source>Forget the device; origin and metadata keep what is on them</source>
        <translation>Olvidar el dispositivo; el origen y los metadatos conservan su contenido</translation>
    </message>
    <message>
        <source>Copy the path of the block device to use</source>
        <translation>Copiar la ruta del dispositivo de bloques que debe usarse</translation>
    </message>
    <message>
        <source>No device is chosen.</source>
        <translation>No se ha elegido ningún dispositivo.</translation>
    </message>
    <message>
        <source>The service is not answering.</source>
        <translation>El servicio no responde.</translation>
    </message>
    <message>
        <source>It is under way.</source>
        <translation>Está en curso.</translation>
    </message>
    <message>
        <source>%1
Not now: %2</source>
        <translation>%1
Ahora no: %2</translation>
    </message>
    <message>
        <source>Your account may not do this (%1).</source>
        <translation>Su cuenta no tiene permiso para hacerlo (%1).</translation>
    </message>
    <message>
        <source>The device is stopped.</source>
        <translation>El dispositivo está detenido.</translation>
    </message>
    <message>
        <source>The device is not running as it should: %1.</source>
        <translation>El dispositivo no funciona como debería: %1.</translation>
    </message>
    <message>
        <source>One is held already.</source>
        <translation>Ya hay una retenida.</translation>
    </message>
    <message>
        <source>None is held.</source>
        <translation>No hay ninguna retenida.</translation>
    </message>
    <message>
        <source>It is suspended already.</source>
        <translation>Ya está suspendido.</translation>
    </message>
    <message>
        <source>It is not suspended.</source>
        <translation>No está suspendido.</translation>
    </message>
    <message>
        <source>It is started already.</source>
        <translation>Ya está iniciado.</translation>
    </message>
    <message>
        <source>It is stopped already.</source>
        <translation>Ya está detenido.</translation>
    </message>
    <message>
        <source>A device behind FUSE does not outlive its process: stop and start it.</source>
        <translation>Un dispositivo servido por FUSE no sobrevive a su proceso: deténgalo e inícielo.</translation>
    </message>
    <message>
        <source>Nothing is known to be wrong with it.</source>
        <translation>No se le conoce ningún problema.</translation>
    </message>
    <message>
        <source>It is not stopped: stop it first.</source>
        <translation>No está detenido: deténgalo antes.</translation>
    </message>
    <message>
        <source>Era %1 began.</source>
        <translation>Comenzó la era %1.</translation>
    </message>
    <message>
        <source>A metadata snapshot is held.</source>
        <translation>Hay una instantánea de metadatos retenida.</translation>
    </message>
    <message>
        <source>Drop the metadata snapshot of %1?</source>
        <translation>¿Liberar la instantánea de metadatos de %1?</translation>
    </message>
    <message>
        <source>Tools that read it at the moment fail. What the device remembers stays.</source>
        <translation>Las herramientas que la estén leyendo fallarán. Lo que el dispositivo recuerda se conserva.</translation>
    </message>
    <message>
        <source>Drop</source>
        <translation>Liberar</translation>
    </message>
    <message>
        <source>Suspend %1?</source>
        <translation>¿Suspender %1?</translation>
    </message>
    <message>
        <source>Whoever reads or writes waits until the device is resumed, this desktop too if it needs the device. File systems on it should be frozen before.</source>
        <translation>Quien lea o escriba espera hasta que se reanude el dispositivo; también este escritorio, si necesita el dispositivo. Conviene congelar antes los sistemas de archivos que contenga.</translation>
    </message>
    <message>
        <source>Suspend</source>
        <translation>Suspender</translation>
    </message>
    <message>
        <source>Stop %1?</source>
        <translation>¿Detener %1?</translation>
    </message>
    <message>
        <source>The block device goes away; writes to the origin are not tracked until it is started again. It is refused while somebody uses the device.</source>
        <translation>El dispositivo de bloques desaparece; las escrituras en el origen no se registran hasta que se vuelva a iniciar. La operación se rechaza mientras alguien use el dispositivo.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Detener</translation>
    </message>
    <message>
        <source>Remove %1?</source>
        <translation>¿Quitar %1?</translation>
    </message>
    <message>
        <source>Its configuration is forgotten. What is on the origin and on the metadata device stays as it is.</source>
        <translation>Se olvida su configuración. El contenido del origen y del dispositivo de metadatos queda como está.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Quitar</translation>
    </message>
    <message>
        <source>Drop metadata snapshot</source>
        <translation>Liberar instantánea de metadatos</translation>
    </message>
    <message>
        <source>Copy de&amp;vice path</source>
        <translation>Copiar la ru&amp;ta del dispositivo</translation>
    </message>
    <message>
        <source>%1
A password will be asked for.</source>
        <translation>%1
Se pedirá una contraseña.</translation>
    </message>
</context>
<context>
    <name>blkera::DeviceModel</name>
    <message>
        <source>%1 · era %2</source>
        <translation>%1 · era %2</translation>
    </message>
    <message>
        <source>%1 in front of %2</source>
        <translation>%1 delante de %2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>a device and its state</comment>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>blkera::DevicePage</name>
    <message>
        <source>blocks of %1</source>
        <translation>bloques de %1</translation>
    </message>
    <message>
        <source>origin %1</source>
        <translation>origen %1</translation>
    </message>
    <message>
        <source>checkpoints: %1</source>
        <translation>puntos de control: %1</translation>
    </message>
    <message>
        <source>Eras that are looked at</source>
        <translation>Eras que se examinan</translation>
    </message>
    <message>
        <source>Look at all eras again</source>
        <translation>Volver a examinar todas las eras</translation>
    </message>
    <message>
        <source>Ma&amp;p</source>
        <translation>&amp;Mapa</translation>
    </message>
    <message>
        <source>Re&amp;gions</source>
        <translation>Re&amp;giones</translation>
    </message>
    <message>
        <source>Er&amp;as</source>
        <translation>&amp;Eras</translation>
    </message>
    <message>
        <source>What is known about the device</source>
        <translation>Lo que se sabe del dispositivo</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Dispositivo</translation>
    </message>
    <message>
        <source>Facts about the device</source>
        <translation>Datos del dispositivo</translation>
    </message>
    <message>
        <source>M&amp;ore</source>
        <translation>Má&amp;s</translation>
    </message>
    <message>
        <source>Metadata snapshot</source>
        <translation>Instantánea de metadatos</translation>
    </message>
    <message>
        <source>The metadata is %1 % full. When it is full, writes to blocks that are not marked fail, and no checkpoint is taken.</source>
        <translation>Los metadatos están llenos al %1 %. Cuando están llenos, las escrituras en bloques no marcados fallan y no se crea ningún punto de control.</translation>
    </message>
    <message>
        <source>A metadata snapshot is held, at metadata block %1. Offline tools can read it while the device is in use.</source>
        <translation>Hay una instantánea de metadatos retenida, en el bloque de metadatos %1. Las herramientas fuera de línea pueden leerla mientras el dispositivo está en uso.</translation>
    </message>
    <message>
        <source>No metadata snapshot is held. One is needed only by offline tools that read the metadata while the device is in use; lists and maps do without.</source>
        <translation>No hay ninguna instantánea de metadatos retenida. Solo la necesitan las herramientas fuera de línea que leen los metadatos mientras el dispositivo está en uso; las listas y los mapas no la necesitan.</translation>
    </message>
    <message>
        <source>since era %1  ✕</source>
        <translation>desde la era %1  ✕</translation>
    </message>
    <message>
        <source>eras %1 to %2  ✕</source>
        <translation>eras %1 a %2  ✕</translation>
    </message>
    <message>
        <source>Snapsho&amp;ts</source>
        <translation>&amp;Instantáneas</translation>
    </message>
    <message>
        <source>Activit&amp;y</source>
        <translation>Ac&amp;tividad</translation>
    </message>
    <message>
        <source>This kernel has no ublk, so FUSE serves the device: slower, and it does not outlive its process. Load the module (modprobe ublk_drv), then stop the device and start it.</source>
        <translation>Este núcleo no tiene ublk, por lo que FUSE sirve el dispositivo: es más lento y no sobrevive a su proceso. Cargue el módulo (modprobe ublk_drv), después detenga el dispositivo e inícielo.</translation>
    </message>
</context>
<context>
    <name>blkera::EraModel</name>
    <message>
        <source>%1 so far</source>
        <translation>%1 hasta ahora</translation>
    </message>
    <message>
        <source>Era %1: %2, by %3</source>
        <translation>Era %1: %2, por %3</translation>
    </message>
    <message>
        <source>Era %1: %2</source>
        <translation>Era %1: %2</translation>
    </message>
    <message>
        <source>It is not known when it began</source>
        <translation>No se sabe cuándo comenzó</translation>
    </message>
    <message>
        <source>began %1, %2</source>
        <comment>a time and how long</comment>
        <translation>comienzo: %1, %2</translation>
    </message>
    <message>
        <source>began %1</source>
        <translation>comienzo: %1</translation>
    </message>
    <message>
        <source>what is written is counted when it ends</source>
        <translation>lo que se escribe se cuenta cuando termina</translation>
    </message>
    <message>
        <source>it is not known how much was written</source>
        <translation>no se sabe cuánto se escribió</translation>
    </message>
    <message>
        <source>of several devices at one moment: group %1</source>
        <translation>de varios dispositivos en un mismo instante: grupo %1</translation>
    </message>
    <message>
        <source>rebuilt from the metadata: blocks that were written again later are not counted</source>
        <translation>reconstruida a partir de los metadatos: los bloques que se volvieron a escribir después no se cuentan</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a heading and what is below it</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Era</source>
        <translation>Era</translation>
    </message>
    <message>
        <source>Began</source>
        <translation>Comienzo</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Duración</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>Causa</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Usuario</translation>
    </message>
    <message>
        <source>Blocks</source>
        <translation>Bloques</translation>
    </message>
    <message>
        <source>Written</source>
        <translation>Escrito</translation>
    </message>
    <message numerus="yes">
        <source>%1 block(s) marked, %2 written</source>
        <translation>
            <numerusform>%1 bloque marcado, %2 escritos</numerusform>
            <numerusform>%1 bloques marcados, %2 escritos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 block(s) marked</source>
        <translation>
            <numerusform>%1 bloque marcado</numerusform>
            <numerusform>%1 bloques marcados</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>blkera::EraRangeFields</name>
    <message>
        <source>Take a chec&amp;kpoint first</source>
        <translation>Crear &amp;antes un punto de control</translation>
    </message>
    <message>
        <source>the first</source>
        <translation>la primera</translation>
    </message>
    <message>
        <source>now</source>
        <translation>ahora</translation>
    </message>
    <message>
        <source>&amp;Since era:</source>
        <translation>&amp;Desde la era:</translation>
    </message>
    <message>
        <source>&amp;Until era:</source>
        <translation>&amp;Hasta la era:</translation>
    </message>
    <message>
        <source>There is no such era yet.</source>
        <translation>Aún no existe esa era.</translation>
    </message>
    <message>
        <source>The first era is after the last one.</source>
        <translation>La primera era es posterior a la última.</translation>
    </message>
    <message>
        <source>Every block, those that were never written too.</source>
        <translation>Todos los bloques, también los que nunca se escribieron.</translation>
    </message>
    <message>
        <source>Began %1.</source>
        <translation>Comienzo: %1.</translation>
    </message>
    <message>
        <source>Looking when it began…</source>
        <translation>Buscando cuándo comenzó…</translation>
    </message>
    <message>
        <source>When it began is not known.</source>
        <translation>No se sabe cuándo comenzó.</translation>
    </message>
    <message>
        <source>Era %1 is still open: writes that are under way may be missing. Take a checkpoint first to have an end.</source>
        <translation>La era %1 sigue abierta: pueden faltar escrituras que están en curso. Para fijar un final, cree antes un punto de control.</translation>
    </message>
    <message>
        <source>Ended %1.</source>
        <translation>Fin: %1.</translation>
    </message>
    <message>
        <source>Looking when it ended…</source>
        <translation>Buscando cuándo terminó…</translation>
    </message>
    <message>
        <source>When it ended is not known.</source>
        <translation>No se sabe cuándo terminó.</translation>
    </message>
</context>
<context>
    <name>blkera::EraTimelineView</name>
    <message numerus="yes">
        <source>%n era(s) are shown. %1</source>
        <translation>
            <numerusform>Se muestra %n era. %1</numerusform>
            <numerusform>Se muestran %n eras. %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Left and Right go from era to era, with Control to the next pin or flag, and with Shift they choose. Return chooses from this era on, Escape all eras.</source>
        <translation>Izquierda y Derecha van de era en era; con Control, a la siguiente chincheta o banderín; con Mayúsculas, eligen. Intro elige a partir de esta era; Esc, todas las eras.</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Ampliar</translation>
    </message>
    <message>
        <source>+</source>
        <comment>zoom in</comment>
        <translation>+</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Reducir</translation>
    </message>
    <message>
        <source>−</source>
        <comment>zoom out</comment>
        <translation>−</translation>
    </message>
    <message>
        <source>Show all eras</source>
        <translation>Mostrar todas las eras</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Ajustar</translation>
    </message>
    <message>
        <source>Back to the previous part</source>
        <translation>Volver a la parte anterior</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Atrás</translation>
    </message>
    <message>
        <source>Forward to the next part</source>
        <translation>Avanzar a la parte siguiente</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Adelante</translation>
    </message>
    <message>
        <source>Scroll in time</source>
        <translation>Desplazarse en el tiempo</translation>
    </message>
    <message>
        <source>Eras</source>
        <translation>Eras</translation>
    </message>
    <message>
        <source>Eras of %1</source>
        <translation>Eras de %1</translation>
    </message>
    <message>
        <source>All eras</source>
        <translation>Todas las eras</translation>
    </message>
    <message>
        <source>Chosen: since era %1</source>
        <translation>Elegidas: desde la era %1</translation>
    </message>
    <message>
        <source>Chosen: eras %1 to %2</source>
        <translation>Elegidas: eras %1 a %2</translation>
    </message>
    <message>
        <source>The eras are not known: %1</source>
        <translation>No se conocen las eras: %1</translation>
    </message>
    <message>
        <source>Asking for the eras…</source>
        <translation>Consultando las eras…</translation>
    </message>
    <message>
        <source>There are no eras yet</source>
        <translation>Aún no hay eras</translation>
    </message>
    <message>
        <source>a metadata snapshot is held since it began</source>
        <translation>hay una instantánea de metadatos retenida desde su comienzo</translation>
    </message>
    <message>
        <source>A bar is an era: as wide as it was long, and as high as much was written, on a logarithmic scale. A pin is a snapshot, a flag a start of the device, a cross a start after a crash, a diamond a change of size.</source>
        <translation>Cada barra es una era: su anchura indica cuánto duró y su altura, cuánto se escribió, en escala logarítmica. Una chincheta es una instantánea; un banderín, un inicio del dispositivo; una cruz, un inicio tras una caída; un rombo, un cambio de tamaño.</translation>
    </message>
    <message numerus="yes">
        <source>%n era(s) here, %1 to %2, from %3 on · blocks marked: %4</source>
        <translation>
            <numerusform>%n era aquí, de la %1 a la %2, desde %3 · bloques marcados: %4</numerusform>
            <numerusform>%n eras aquí, de la %1 a la %2, desde %3 · bloques marcados: %4</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>blkera::ErasPage</name>
    <message>
        <source>Try again</source>
        <translation>Reintentar</translation>
    </message>
    <message>
        <source>Eras</source>
        <translation>Eras</translation>
    </message>
    <message>
        <source>On the map and in the table of regions</source>
        <translation>En el mapa y en la tabla de regiones</translation>
    </message>
    <message>
        <source>Select an era first</source>
        <translation>Seleccione antes una era</translation>
    </message>
    <message>
        <source>Eras could not be read: %1</source>
        <translation>No se pudieron leer las eras: %1</translation>
    </message>
    <message>
        <source>The newest %1 eras; scroll down for older ones</source>
        <translation>Las %1 eras más recientes; desplácese hacia abajo para ver las anteriores</translation>
    </message>
    <message numerus="yes">
        <source>%n era(s)</source>
        <translation>
            <numerusform>%n era</numerusform>
            <numerusform>%n eras</numerusform>
        </translation>
    </message>
    <message>
        <source>Asking for the eras…</source>
        <translation>Consultando las eras…</translation>
    </message>
    <message>
        <source>There are no eras yet: the first one begins when the device is started</source>
        <translation>Aún no hay eras: la primera comienza cuando se inicia el dispositivo</translation>
    </message>
    <message>
        <source>Sho&amp;w changes of these eras</source>
        <translation>Mostrar los cam&amp;bios de estas eras</translation>
    </message>
    <message>
        <source>Sho&amp;w changes since this era</source>
        <translation>Mostrar los cam&amp;bios desde esta era</translation>
    </message>
</context>
<context>
    <name>blkera::EventModel</name>
    <message>
        <source>%1, %2: %3, %4</source>
        <comment>time, severity, kind and text of an event</comment>
        <translation>%1, %2: %3, %4</translation>
    </message>
    <message>
        <source>%1, %2: %3, %4, %5</source>
        <comment>time, severity, device, kind and text of an event</comment>
        <translation>%1, %2: %3, %4, %5</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Fecha y hora</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Gravedad</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Dispositivo</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Evento</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Detalles</translation>
    </message>
</context>
<context>
    <name>blkera::ExportDialog</name>
    <message>
        <source>&amp;Browse…</source>
        <translation>E&amp;xaminar…</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Abrir la carpeta</translation>
    </message>
    <message>
        <source>Export the changed blocks of %1</source>
        <translation>Exportar los bloques modificados de %1</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>Ex&amp;portar</translation>
    </message>
    <message>
        <source>XML, as era_invalidate prints it</source>
        <translation>XML, como lo muestra era_invalidate</translation>
    </message>
    <message>
        <source>JSON, with offsets in bytes</source>
        <translation>JSON, con desplazamientos en bytes</translation>
    </message>
    <message>
        <source>&amp;Format:</source>
        <translation>&amp;Formato:</translation>
    </message>
    <message>
        <source>&amp;Into file:</source>
        <translation>En el a&amp;rchivo:</translation>
    </message>
    <message>
        <source>First rows of the list</source>
        <translation>Primeras filas de la lista</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Resultado</translation>
    </message>
    <message>
        <source>Write the list into</source>
        <translation>Escribir la lista en</translation>
    </message>
    <message>
        <source>The device has to be started first.</source>
        <translation>Antes hay que iniciar el dispositivo.</translation>
    </message>
    <message>
        <source>Give the whole path of a file.</source>
        <translation>Indique la ruta completa de un archivo.</translation>
    </message>
    <message>
        <source>Beginning a new era…</source>
        <translation>Iniciando una era nueva…</translation>
    </message>
    <message>
        <source>Era %1 ended; the list goes up to it.</source>
        <translation>Terminó la era %1; la lista llega hasta ella.</translation>
    </message>
    <message>
        <source>Looking at %1…</source>
        <translation>Examinando %1…</translation>
    </message>
    <message>
        <source>There is no folder %1.</source>
        <translation>No existe la carpeta %1.</translation>
    </message>
    <message>
        <source>%1 is a folder: give a file in it.</source>
        <translation>%1 es una carpeta: indique un archivo en ella.</translation>
    </message>
    <message>
        <source>%1 is not a file, and would be overwritten.</source>
        <translation>%1 no es un archivo y se sobrescribiría.</translation>
    </message>
    <message>
        <source>Replace %1?</source>
        <translation>¿Reemplazar %1?</translation>
    </message>
    <message>
        <source>There is a file %1 already. It is replaced when the list is complete.</source>
        <translation>Ya existe un archivo %1. Se reemplaza cuando la lista está completa.</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Reemplazar</translation>
    </message>
    <message>
        <source>Opening %1…</source>
        <translation>Abriendo %1…</translation>
    </message>
    <message>
        <source>Asking for the list…</source>
        <translation>Solicitando la lista…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Writing the list…</source>
        <translation>Escribiendo la lista…</translation>
    </message>
    <message>
        <source>Writing the list: %1 %</source>
        <translation>Escribiendo la lista: %1 %</translation>
    </message>
    <message numerus="yes">
        <source>Writing the list: %1 %, %n second(s) left</source>
        <translation>
            <numerusform>Escribiendo la lista: %1 %, queda %n segundo</numerusform>
            <numerusform>Escribiendo la lista: %1 %, quedan %n segundos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Writing the list: %1 %, %n minute(s) left</source>
        <translation>
            <numerusform>Escribiendo la lista: %1 %, queda %n minuto</numerusform>
            <numerusform>Escribiendo la lista: %1 %, quedan %n minutos</numerusform>
        </translation>
    </message>
    <message>
        <source>Giving the list up…</source>
        <translation>Cancelando la lista…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>The list was given up. Nothing was left behind.</source>
        <translation>La lista se canceló. No se dejó ningún archivo a medias.</translation>
    </message>
    <message>
        <source>Reading %1 again for its sum…</source>
        <translation>Leyendo %1 de nuevo para calcular su suma de verificación…</translation>
    </message>
    <message numerus="yes">
        <source>%1
%n range(s), %2, sha256 %3</source>
        <translation>
            <numerusform>%1
%n intervalo, %2, sha256 %3</numerusform>
            <numerusform>%1
%n intervalos, %2, sha256 %3</numerusform>
        </translation>
    </message>
    <message>
        <source>The list has more than it should: of %1 blocks, %2 were written later, and perhaps in these eras. No block is missing.</source>
        <translation>La lista contiene más de lo debido: de %1 bloques, %2 se escribieron después y quizá también en estas eras. No falta ningún bloque.</translation>
    </message>
    <message numerus="yes">
        <source>%n block(s) are listed.</source>
        <translation>
            <numerusform>La lista contiene %n bloque.</numerusform>
            <numerusform>La lista contiene %n bloques.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>blkera::JobModel</name>
    <message>
        <source>It has ended</source>
        <translation>Ha terminado</translation>
    </message>
    <message>
        <source>The service is not answering</source>
        <translation>El servicio no responde</translation>
    </message>
    <message>
        <source>Cancelling was asked for</source>
        <translation>Se ha pedido cancelarla</translation>
    </message>
    <message>
        <source>This cannot be cancelled: it would leave the device in between</source>
        <translation>No se puede cancelar: dejaría el dispositivo a medias</translation>
    </message>
    <message>
        <source>Cancel it before it is done</source>
        <translation>Cancelarla antes de que se complete</translation>
    </message>
    <message>
        <source>No running jobs</source>
        <translation>Ninguna tarea en ejecución</translation>
    </message>
    <message numerus="yes">
        <source>%n running job(s)</source>
        <translation>
            <numerusform>%n tarea en ejecución</numerusform>
            <numerusform>%n tareas en ejecución</numerusform>
        </translation>
    </message>
    <message>
        <source>%1/s</source>
        <comment>a size per second</comment>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>running for %1</source>
        <translation>en ejecución desde hace %1</translation>
    </message>
    <message>
        <source>%1 %</source>
        <comment>percent done</comment>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1 % · %2</source>
        <comment>percent done, time left</comment>
        <translation>%1 % · %2</translation>
    </message>
    <message>
        <source>%1 % · %2 · %3</source>
        <comment>percent done, time left, size per second</comment>
        <translation>%1 % · %2 · %3</translation>
    </message>
    <message>
        <source>%1 after %2: %3</source>
        <comment>an outcome, a duration, why</comment>
        <translation>%1 tras %2: %3</translation>
    </message>
    <message>
        <source>%1 after %2</source>
        <comment>an outcome, a duration</comment>
        <translation>%1 tras %2</translation>
    </message>
    <message>
        <source>%1, as of %2; the service is not answering</source>
        <comment>progress, a time</comment>
        <translation>%1, a las %2; el servicio no responde</translation>
    </message>
    <message>
        <source>Cancelling · %1</source>
        <translation>Cancelando · %1</translation>
    </message>
    <message>
        <source>%1 · not cancelled: %2</source>
        <comment>progress, why</comment>
        <translation>%1 · no cancelada: %2</translation>
    </message>
    <message>
        <source>Cancelling</source>
        <translation>Cancelando</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>an operation and its device</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Begun %1 by %2</source>
        <translation>Comienzo: %1, por %2</translation>
    </message>
    <message>
        <source>%1, %2: %3</source>
        <comment>operation and device, state, details</comment>
        <translation>%1, %2: %3</translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>Operación</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Dispositivo</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Progreso</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Usuario</translation>
    </message>
    <message numerus="yes">
        <source>%1 block(s)/s</source>
        <translation>
            <numerusform>%1 bloque/s</numerusform>
            <numerusform>%1 bloques/s</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>blkera::JobRow</name>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Report…</source>
        <translation>Informe…</translation>
    </message>
    <message>
        <source>Progress: %1</source>
        <translation>Progreso: %1</translation>
    </message>
    <message>
        <source>Cancel: %1</source>
        <translation>Cancelar: %1</translation>
    </message>
    <message>
        <source>Report: %1</source>
        <translation>Informe: %1</translation>
    </message>
</context>
<context>
    <name>blkera::JobWizard</name>
    <message>
        <source>done</source>
        <comment>state of a step</comment>
        <translation>hecho</translation>
    </message>
    <message>
        <source>now</source>
        <comment>state of a step</comment>
        <translation>ahora</translation>
    </message>
    <message>
        <source>failed</source>
        <comment>state of a step</comment>
        <translation>fallido</translation>
    </message>
    <message>
        <source>waiting</source>
        <comment>state of a step</comment>
        <translation>en espera</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Paso</translation>
    </message>
    <message>
        <source>What happens in this step</source>
        <translation>Qué ocurre en este paso</translation>
    </message>
    <message>
        <source>What is under way</source>
        <translation>Qué está en curso</translation>
    </message>
    <message>
        <source>Why it cannot go on yet</source>
        <translation>Por qué aún no puede continuar</translation>
    </message>
    <message>
        <source>What is the case if it is left here</source>
        <translation>Cómo queda todo si se deja aquí</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Pasos</translation>
    </message>
    <message>
        <source>Progress of this step</source>
        <translation>Progreso de este paso</translation>
    </message>
    <message>
        <source>%1. %2
%3</source>
        <comment>number, title and state of a step</comment>
        <translation>%1. %2
%3</translation>
    </message>
    <message>
        <source>Step %1, %2: %3</source>
        <translation>Paso %1, %2: %3</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>&amp;Stop and keep</source>
        <translation>&amp;Detener y conservar</translation>
    </message>
    <message>
        <source>If you stop here: %1</source>
        <translation>Si se detiene aquí: %1</translation>
    </message>
    <message>
        <source>&amp;This cannot be taken back. To go on, type the name of the device: %1</source>
        <translation>Esto no se puede des&amp;hacer. Para continuar, escriba el nombre del dispositivo: %1</translation>
    </message>
    <message>
        <source>Name of the device, %1</source>
        <translation>Nombre del dispositivo, %1</translation>
    </message>
    <message>
        <source>It is driven by %1.</source>
        <translation>Lo controla %1.</translation>
    </message>
</context>
<context>
    <name>blkera::JobsPanel</name>
    <message>
        <source>Jobs</source>
        <translation>Tareas</translation>
    </message>
    <message>
        <source>No jobs. Whatever takes longer is shown here while it goes on, and for ten minutes after its end.</source>
        <translation>No hay tareas. Las operaciones largas se muestran aquí mientras están en curso y hasta diez minutos después de terminar.</translation>
    </message>
    <message numerus="yes">
        <source>%n older job(s) are not shown</source>
        <translation>
            <numerusform>No se muestra %n tarea más antigua</numerusform>
            <numerusform>No se muestran %n tareas más antiguas</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>blkera::MainWindow</name>
    <message>
        <source>Jobs</source>
        <translation>Tareas</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>&amp;New device…</source>
        <translation>&amp;Nuevo dispositivo…</translation>
    </message>
    <message>
        <source>Put a device that remembers eras in front of another one</source>
        <translation>Poner delante de otro dispositivo uno que recuerda las eras</translation>
    </message>
    <message>
        <source>Checkpoint &amp;several…</source>
        <translation>Crear punto de control en &amp;varios…</translation>
    </message>
    <message>
        <source>Begin a new era on several devices at one moment</source>
        <translation>Iniciar una era nueva en varios dispositivos en un mismo instante</translation>
    </message>
    <message>
        <source>&amp;Reload the configuration</source>
        <translation>&amp;Recargar la configuración</translation>
    </message>
    <message>
        <source>Take in what was changed in the configuration files</source>
        <translation>Leer los cambios de los archivos de configuración</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>&amp;Reintentar</translation>
    </message>
    <message>
        <source>Ask the service again</source>
        <translation>Volver a consultar al servicio</translation>
    </message>
    <message>
        <source>&amp;Copy command</source>
        <translation>Copiar la &amp;orden</translation>
    </message>
    <message>
        <source>Copy the command that shows what is the matter with the service</source>
        <translation>Copiar la orden que muestra qué le ocurre al servicio</translation>
    </message>
    <message>
        <source>&amp;Find a device</source>
        <translation>&amp;Buscar un dispositivo</translation>
    </message>
    <message>
        <source>Type a part of its name</source>
        <translation>Escriba una parte de su nombre</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Salir</translation>
    </message>
    <message>
        <source>Close the window; jobs go on</source>
        <translation>Cerrar la ventana; las tareas continúan</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Archivo</translation>
    </message>
    <message>
        <source>&amp;Device</source>
        <translation>&amp;Dispositivo</translation>
    </message>
    <message>
        <source>Copy as c&amp;ommand</source>
        <translation>Copiar co&amp;mo orden</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ver</translation>
    </message>
    <message>
        <source>&amp;Appearance</source>
        <translation>&amp;Apariencia</translation>
    </message>
    <message>
        <source>As the &amp;desktop</source>
        <translation>Como el e&amp;scritorio</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Clara</translation>
    </message>
    <message>
        <source>Dar&amp;k</source>
        <translation>&amp;Oscura</translation>
    </message>
    <message>
        <source>&amp;High contrast</source>
        <translation>&amp;Alto contraste</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>A&amp;yuda</translation>
    </message>
    <message>
        <source>&amp;About Block Eras</source>
        <translation>&amp;Acerca de Block Eras</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>Dispositivos</translation>
    </message>
    <message>
        <source>Find a device (F3)</source>
        <translation>Buscar un dispositivo (F3)</translation>
    </message>
    <message>
        <source>Find a device</source>
        <translation>Buscar un dispositivo</translation>
    </message>
    <message>
        <source>&amp;Jobs</source>
        <translation>&amp;Tareas</translation>
    </message>
    <message>
        <source>Running jobs</source>
        <translation>Tareas en ejecución</translation>
    </message>
    <message>
        <source>%1: a job failed</source>
        <translation>%1: falló una tarea</translation>
    </message>
    <message>
        <source>The era service is not answering; what is shown is as of %1.</source>
        <translation>El servicio de eras no responde; lo que se muestra corresponde a las %1.</translation>
    </message>
    <message>
        <source>The history cannot be written at present: %1</source>
        <translation>Por el momento no se puede escribir el historial: %1</translation>
    </message>
    <message>
        <source>No era devices yet.</source>
        <translation>Aún no hay dispositivos de eras.</translation>
    </message>
    <message>
        <source>A device of that kind stands in front of another one and remembers, before each write, which blocks changed in which era. Backups and rolled back caches need only those.</source>
        <translation>Un dispositivo de este tipo se sitúa delante de otro y recuerda, antes de cada escritura, qué bloques cambiaron en qué era. Las copias de seguridad y las cachés revertidas solo necesitan esos bloques.</translation>
    </message>
    <message>
        <source>Asking the era service…</source>
        <translation>Consultando al servicio de eras…</translation>
    </message>
    <message>
        <source>The era service is not answering.</source>
        <translation>El servicio de eras no responde.</translation>
    </message>
    <message>
        <source>The unit is blkerad.service; %1.</source>
        <translation>La unidad es blkerad.service; %1.</translation>
    </message>
    <message>
        <source>The era service is not running.</source>
        <translation>El servicio de eras no está en ejecución.</translation>
    </message>
    <message>
        <source>There is no system bus.</source>
        <translation>No hay bus del sistema.</translation>
    </message>
    <message>
        <source>The service is of another version than this program.</source>
        <translation>El servicio es de una versión distinta de la de este programa.</translation>
    </message>
    <message>
        <source>Block Eras</source>
        <translation>Block Eras</translation>
    </message>
    <message>
        <source>%1 – Block Eras</source>
        <translation>%1 – Block Eras</translation>
    </message>
    <message>
        <source>%1 % – %2</source>
        <comment>progress of a job, title of the window</comment>
        <translation>%1 % – %2</translation>
    </message>
    <message>
        <source>About Block Eras</source>
        <translation>Acerca de Block Eras</translation>
    </message>
    <message>
        <source>Block Eras %1</source>
        <translation>Block Eras %1</translation>
    </message>
    <message>
        <source>Shows which blocks of a device changed, era by era, and leads through what can be done with that. The service is version %1.

Free software under the GNU General Public License, version 2 or later.</source>
        <translation>Muestra, era por era, qué bloques de un dispositivo cambiaron y guía al usuario en lo que se puede hacer con esa información. Versión del servicio: %1.

Software libre bajo la Licencia Pública General de GNU, versión 2 o posterior.</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>desconocida</translation>
    </message>
    <message>
        <source>&amp;Copy diagnostics</source>
        <translation>&amp;Copiar el diagnóstico</translation>
    </message>
    <message>
        <source>Copied: what a report about a problem needs.</source>
        <translation>Copiado: los datos necesarios para informar de un problema.</translation>
    </message>
    <message>
        <source>&amp;Refresh</source>
        <translation>Act&amp;ualizar</translation>
    </message>
    <message>
        <source>Ask the service again for what is shown</source>
        <translation>Volver a consultar al servicio lo que se muestra</translation>
    </message>
</context>
<context>
    <name>blkera::MapLegend</name>
    <message>
        <source>Legend</source>
        <translation>Leyenda</translation>
    </message>
    <message>
        <source>Share of changed blocks: from %1 to %2, a step a decade</source>
        <translation>Proporción de bloques modificados: de %1 a %2, un paso por cada potencia de diez</translation>
    </message>
    <message>
        <source>Era of the last write: from %1 to %2</source>
        <translation>Era de la última escritura: de %1 a %2</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>≤ %1</source>
        <translation>≤ %1</translation>
    </message>
    <message>
        <source>era %1</source>
        <translation>era %1</translation>
    </message>
    <message>
        <source>none</source>
        <translation>nada</translation>
    </message>
    <message>
        <source>not known yet</source>
        <translation>aún no se conoce</translation>
    </message>
    <message>
        <source>highlighted</source>
        <translation>resaltado</translation>
    </message>
</context>
<context>
    <name>blkera::MapOverviewBar</name>
    <message>
        <source>Whole device</source>
        <translation>Dispositivo completo</translation>
    </message>
    <message>
        <source>Left and Right move the part that the map shows</source>
        <translation>Izquierda y Derecha mueven la parte que muestra el mapa</translation>
    </message>
    <message>
        <source>The whole device; the frame is what the map shows. Drag it, or use the arrow keys.</source>
        <translation>El dispositivo completo; el marco es lo que muestra el mapa. Arrástrelo o use las teclas de flecha.</translation>
    </message>
    <message>
        <source>The map shows %1 to %2 of %3</source>
        <translation>El mapa muestra de %1 a %2 de %3</translation>
    </message>
</context>
<context>
    <name>blkera::MapPage</name>
    <message>
        <source>Cell</source>
        <translation>Celda</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>Resumen</translation>
    </message>
    <message>
        <source>Show changes</source>
        <translation>Mostrar los cambios</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Reintentar</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>Copy the summary</source>
        <translation>Copiar el resumen</translation>
    </message>
    <message>
        <source>Copy the sentence</source>
        <translation>Copiar la frase</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Atrás</translation>
    </message>
    <message>
        <source>Back to what was shown before</source>
        <translation>Volver a lo que se mostraba antes</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Adelante</translation>
    </message>
    <message>
        <source>Forward to what was shown after</source>
        <translation>Avanzar de nuevo</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Ampliar</translation>
    </message>
    <message>
        <source>Zoom in at the cursor</source>
        <translation>Ampliar en el cursor</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Reducir</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Ajustar</translation>
    </message>
    <message>
        <source>Show the whole device</source>
        <translation>Mostrar el dispositivo completo</translation>
    </message>
    <message>
        <source>1:1</source>
        <translation>1:1</translation>
    </message>
    <message>
        <source>Show single blocks</source>
        <translation>Mostrar bloques individuales</translation>
    </message>
    <message>
        <source>How much changed</source>
        <translation>Cuánto cambió</translation>
    </message>
    <message>
        <source>Newest era</source>
        <translation>Era más reciente</translation>
    </message>
    <message>
        <source>What colours say</source>
        <translation>Qué indican los colores</translation>
    </message>
    <message>
        <source>Blue to yellow</source>
        <translation>De azul a amarillo</translation>
    </message>
    <message>
        <source>Purple to yellow</source>
        <translation>De morado a amarillo</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>Gris</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Colores</translation>
    </message>
    <message>
        <source>Map of changed blocks</source>
        <translation>Mapa de bloques modificados</translation>
    </message>
    <message>
        <source>Map of changed blocks of %1</source>
        <translation>Mapa de bloques modificados de %1</translation>
    </message>
    <message>
        <source>Which blocks changed is not known yet.</source>
        <translation>Aún no se sabe qué bloques cambiaron.</translation>
    </message>
    <message>
        <source>No device is chosen.</source>
        <translation>No se ha elegido ningún dispositivo.</translation>
    </message>
    <message>
        <source>There is no map of %1 at present.</source>
        <translation>Por el momento no hay ningún mapa de %1.</translation>
    </message>
    <message>
        <source>Which blocks changed can be seen while the device runs. Start it first.</source>
        <translation>Los bloques que cambiaron se pueden ver mientras el dispositivo está en ejecución. Inícielo antes.</translation>
    </message>
    <message>
        <source>Seeing which blocks changed needs authorisation</source>
        <translation>Para ver qué bloques cambiaron se necesita autorización</translation>
    </message>
    <message>
        <source>The map could not be read.</source>
        <translation>No se pudo leer el mapa.</translation>
    </message>
    <message>
        <source>The whole device is shown already</source>
        <translation>Ya se muestra el dispositivo completo</translation>
    </message>
    <message>
        <source>Single blocks are shown already</source>
        <translation>Ya se muestran bloques individuales</translation>
    </message>
    <message>
        <source>Nothing was shown before</source>
        <translation>No se mostró nada antes</translation>
    </message>
    <message>
        <source>There is nothing to go forward to</source>
        <translation>No hay nada a lo que avanzar</translation>
    </message>
</context>
<context>
    <name>blkera::MessageBar</name>
    <message>
        <source>Message</source>
        <translation>Mensaje</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>Cerrar este mensaje</translation>
    </message>
</context>
<context>
    <name>blkera::RegionsPage</name>
    <message>
        <source>Copy rows</source>
        <translation>Copiar filas</translation>
    </message>
    <message>
        <source>Show on the map</source>
        <translation>Mostrar en el mapa</translation>
    </message>
    <message>
        <source>Copy as command</source>
        <translation>Copiar como orden</translation>
    </message>
    <message>
        <source>Show changes</source>
        <translation>Mostrar los cambios</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Reintentar</translation>
    </message>
    <message>
        <source>Stop reading</source>
        <translation>Detener la lectura</translation>
    </message>
    <message>
        <source>Regions that changed</source>
        <translation>Regiones que cambiaron</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>Resumen</translation>
    </message>
    <message>
        <source>How many regions the table has</source>
        <translation>Cuántas regiones tiene la tabla</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>Copy the summary</source>
        <translation>Copiar el resumen</translation>
    </message>
    <message>
        <source>Copy the sentence</source>
        <translation>Copiar la frase</translation>
    </message>
    <message>
        <source>Show the region on the map (Enter)</source>
        <translation>Mostrar la región en el mapa (Intro)</translation>
    </message>
    <message>
        <source>No device is chosen.</source>
        <translation>No se ha elegido ningún dispositivo.</translation>
    </message>
    <message>
        <source>The list was not read.</source>
        <translation>La lista no se leyó.</translation>
    </message>
    <message>
        <source>There is no list of %1 at present.</source>
        <translation>Por el momento no hay ninguna lista de %1.</translation>
    </message>
    <message>
        <source>Which blocks changed can be seen while the device runs. Start it first.</source>
        <translation>Los bloques que cambiaron se pueden ver mientras el dispositivo está en ejecución. Inícielo antes.</translation>
    </message>
    <message>
        <source>Seeing which blocks changed needs authorisation</source>
        <translation>Para ver qué bloques cambiaron se necesita autorización</translation>
    </message>
    <message>
        <source>The list could not be read.</source>
        <translation>No se pudo leer la lista.</translation>
    </message>
    <message>
        <source>Reading the list of changed blocks</source>
        <translation>Leyendo la lista de bloques modificados</translation>
    </message>
    <message>
        <source>No region changed.</source>
        <translation>No cambió ninguna región.</translation>
    </message>
    <message numerus="yes">
        <source>All %n region(s).</source>
        <translation>
            <numerusform>En total, %n región.</numerusform>
            <numerusform>En total, %n regiones.</numerusform>
        </translation>
    </message>
    <message>
        <source>The %1 longest of %2 regions.</source>
        <translation>Las %1 regiones más largas de %2.</translation>
    </message>
    <message numerus="yes">
        <source>%1 region(s) so far</source>
        <translation>
            <numerusform>%1 región hasta ahora</numerusform>
            <numerusform>%1 regiones hasta ahora</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>blkera::RepairDialog</name>
    <message>
        <source>Repair %1</source>
        <translation>Reparar %1</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>Qué problema hay</translation>
    </message>
    <message>
        <source>Stop the device. Nobody may use it any more: unmount what is on it before.</source>
        <translation>Detenga el dispositivo. Ya nadie debe usarlo: desmonte antes lo que contiene.</translation>
    </message>
    <message>
        <source>As root, check the metadata. It lists what is damaged, and changes nothing. If it finds nothing, go to the last step.</source>
        <translation>Como root, compruebe los metadatos. Se lista lo que está dañado y no se cambia nada. Si no se encuentra nada, continúe con el último paso.</translation>
    </message>
    <message>
        <source>Repair it into a file. The damaged metadata stays as it is; blocks of which nothing can be proved count as written, so no list misses any. A metadata snapshot that is held is left out.</source>
        <translation>Repárelos en un archivo. Los metadatos dañados quedan como están; los bloques de los que no se puede demostrar nada cuentan como escritos, de modo que no falte ninguno en las listas. Si hay una instantánea de metadatos retenida, se omite.</translation>
    </message>
    <message>
        <source>Check what was made. It must find nothing.</source>
        <translation>Compruebe el archivo creado. No debe encontrarse ningún daño.</translation>
    </message>
    <message>
        <source>Bring it back to the metadata device, which is overwritten: keep the file until the device runs.</source>
        <translation>Escriba los metadatos reparados en el dispositivo de metadatos, que se sobrescribe: conserve el archivo hasta que el dispositivo esté en ejecución.</translation>
    </message>
    <message>
        <source>Start the device again. It checks the metadata itself.</source>
        <translation>Vuelva a iniciar el dispositivo. Él mismo comprueba los metadatos.</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <comment>number of a step, and what to do</comment>
        <translation>%1. %2</translation>
    </message>
    <message>
        <source>if needed</source>
        <translation>si hace falta</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>Command of step %1</source>
        <translation>Orden del paso %1</translation>
    </message>
    <message>
        <source>Copy the command of step %1</source>
        <translation>Copiar la orden del paso %1</translation>
    </message>
    <message>
        <source>%1, state: %2</source>
        <translation>%1, estado: %2</translation>
    </message>
    <message>
        <source>The service says: %1</source>
        <translation>El servicio indica: %1</translation>
    </message>
    <message>
        <source>✓ done</source>
        <translation>✓ hecho</translation>
    </message>
    <message>
        <source>▸ now</source>
        <translation>▸ ahora</translation>
    </message>
    <message>
        <source>▸ last</source>
        <translation>▸ último</translation>
    </message>
    <message>
        <source>then</source>
        <translation>después</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>&amp;Iniciar</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>&amp;Detener</translation>
    </message>
    <message>
        <source>%1 is running again.</source>
        <translation>%1 vuelve a estar en ejecución.</translation>
    </message>
    <message>
        <source>It runs as it should.</source>
        <translation>Funciona como debería.</translation>
    </message>
    <message>
        <source>Its state is changing.</source>
        <translation>Su estado está cambiando.</translation>
    </message>
    <message>
        <source>Starting %1…</source>
        <translation>Iniciando %1…</translation>
    </message>
    <message>
        <source>Stopping %1…</source>
        <translation>Deteniendo %1…</translation>
    </message>
</context>
<context>
    <name>blkera::ReportWindow</name>
    <message>
        <source>Report: %1</source>
        <translation>Informe: %1</translation>
    </message>
    <message>
        <source>Show &amp;as:</source>
        <translation>Mostrar c&amp;omo:</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Texto</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>Format of the report</source>
        <translation>Formato del informe</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Informe</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Copiar</translation>
    </message>
    <message>
        <source>&amp;Save…</source>
        <translation>&amp;Guardar…</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>Guardar el informe</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation>Texto (*.txt)</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>Guardado como %1</translation>
    </message>
    <message>
        <source>%1 was not saved: %2</source>
        <comment>a file and why</comment>
        <translation>%1 no se guardó: %2</translation>
    </message>
</context>
<context>
    <name>blkera::ResizeDialog</name>
    <message>
        <source>Copy the resu&amp;lt</source>
        <translation>Copiar el resu&amp;ltado</translation>
    </message>
    <message>
        <source>Let it shrink…</source>
        <translation>Permitir que se reduzca…</translation>
    </message>
    <message>
        <source>Resize %1</source>
        <translation>Cambiar el tamaño de %1</translation>
    </message>
    <message>
        <source>&amp;Resize</source>
        <translation>&amp;Cambiar el tamaño</translation>
    </message>
    <message>
        <source>What happens</source>
        <translation>Qué ocurre</translation>
    </message>
    <message>
        <source>Change the size of the origin or of the metadata device first, with the tools that made them. Then this takes in the sizes that they have now, while the device is in use. A new era begins. What the origin has grown by counts as never written.</source>
        <translation>Cambie antes el tamaño del origen o del dispositivo de metadatos con las herramientas con las que se crearon. Después, aquí se adoptan los tamaños que tienen ahora, mientras el dispositivo está en uso. Comienza una era nueva. Lo que ha crecido el origen cuenta como nunca escrito.</translation>
    </message>
    <message>
        <source>Sizes now</source>
        <translation>Tamaños actuales</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Resultado</translation>
    </message>
    <message>
        <source>%1 is stopped. It takes in the sizes when it is resized while it runs.</source>
        <translation>%1 está detenido. Los tamaños se adoptan cuando se cambia su tamaño mientras está en ejecución.</translation>
    </message>
    <message>
        <source>The device knows:
Origin %1: %2
Metadata %3: %4, of which %5 are used</source>
        <translation>Según el dispositivo:
Origen %1: %2
Metadatos %3: %4, de los que %5 en uso</translation>
    </message>
    <message>
        <source>The device has to be started first.</source>
        <translation>Antes hay que iniciar el dispositivo.</translation>
    </message>
    <message>
        <source>The device has to be resumed first.</source>
        <translation>Antes hay que reanudar el dispositivo.</translation>
    </message>
    <message>
        <source>Taking in the sizes…</source>
        <translation>Adoptando los tamaños…</translation>
    </message>
    <message>
        <source>Let %1 shrink?</source>
        <translation>¿Permitir que %1 se reduzca?</translation>
    </message>
    <message>
        <source>The service says: %1

What is remembered about the end that is cut off is lost: no list has those blocks any more, even if the origin grows again. Whoever still uses that end gets errors.</source>
        <translation>El servicio indica: %1

Lo que se recuerda de la parte final que se recorta se pierde: ninguna lista volverá a contener esos bloques, aunque el origen crezca de nuevo. Quien todavía use esa parte recibirá errores.</translation>
    </message>
    <message>
        <source>Let it shrink</source>
        <translation>Permitir que se reduzca</translation>
    </message>
    <message>
        <source>Size: %1</source>
        <translation>Tamaño: %1</translation>
    </message>
    <message>
        <source>Era blocks: %1 → %2</source>
        <translation>Bloques de era: %1 → %2</translation>
    </message>
    <message>
        <source>Metadata: %1 → %2</source>
        <translation>Metadatos: %1 → %2</translation>
    </message>
    <message>
        <source>The block device has that size only after the device was stopped and started.</source>
        <translation>El dispositivo de bloques solo tendrá ese tamaño después de detener e iniciar el dispositivo.</translation>
    </message>
    <message>
        <source>Both devices have the sizes that they had.</source>
        <translation>Ambos dispositivos tienen los mismos tamaños que antes.</translation>
    </message>
    <message>
        <source>The sizes are taken in.</source>
        <translation>Los tamaños se han adoptado.</translation>
    </message>
</context>
<context>
    <name>blkera::ScheduleDialog</name>
    <message>
        <source>Checkpoints of %1 by themselves</source>
        <translation>Puntos de control automáticos de %1</translation>
    </message>
    <message>
        <source>&amp;Set schedule</source>
        <translation>&amp;Establecer la programación</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nunca</translation>
    </message>
    <message>
        <source>At an interval</source>
        <translation>A intervalos</translation>
    </message>
    <message>
        <source>Every hour</source>
        <translation>Cada hora</translation>
    </message>
    <message>
        <source>Every day</source>
        <translation>Cada día</translation>
    </message>
    <message>
        <source>Every week</source>
        <translation>Cada semana</translation>
    </message>
    <message>
        <source>Every month</source>
        <translation>Cada mes</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>minutos</translation>
    </message>
    <message>
        <source>hours</source>
        <translation>horas</translation>
    </message>
    <message>
        <source>days</source>
        <translation>días</translation>
    </message>
    <message>
        <source>Unit of the interval</source>
        <translation>Unidad del intervalo</translation>
    </message>
    <message>
        <source>&amp;When:</source>
        <translation>&amp;Cuándo:</translation>
    </message>
    <message>
        <source>&amp;Every:</source>
        <translation>Ca&amp;da:</translation>
    </message>
    <message>
        <source>&amp;Day of the week:</source>
        <translation>Día de la &amp;semana:</translation>
    </message>
    <message>
        <source>Day of the m&amp;onth:</source>
        <translation>Día de&amp;l mes:</translation>
    </message>
    <message>
        <source>&amp;At:</source>
        <translation>&amp;Hora:</translation>
    </message>
    <message>
        <source>What the service is told</source>
        <translation>Lo que se comunica al servicio</translation>
    </message>
    <message>
        <source>Next times</source>
        <translation>Próximas ejecuciones</translation>
    </message>
    <message>
        <source>Schedule: %1</source>
        <translation>Programación: %1</translation>
    </message>
    <message>
        <source>Next times, in this machine&apos;s time zone:</source>
        <translation>Próximas ejecuciones, en la zona horaria de esta máquina:</translation>
    </message>
    <message>
        <source>Eras begin only when somebody asks for a checkpoint.</source>
        <translation>Las eras solo comienzan cuando alguien solicita un punto de control.</translation>
    </message>
    <message>
        <source>Somebody else has set another schedule meanwhile: %1</source>
        <translation>Mientras tanto, otra persona ha establecido otra programación: %1</translation>
    </message>
    <message>
        <source>Setting the schedule…</source>
        <translation>Estableciendo la programación…</translation>
    </message>
</context>
<context>
    <name>blkera::StatePage</name>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>Causa</translation>
    </message>
</context>
<context>
    <name>blkera::UsageGauge</name>
    <message>
        <source>OK</source>
        <translation>Correcto</translation>
    </message>
    <message>
        <source>Getting full</source>
        <translation>Llenándose</translation>
    </message>
    <message>
        <source>Nearly full</source>
        <translation>Casi llenos</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>Desconocido</translation>
    </message>
    <message>
        <source>Metadata</source>
        <translation>Metadatos</translation>
    </message>
    <message>
        <source>How full the metadata is</source>
        <translation>Ocupación de los metadatos</translation>
    </message>
    <message>
        <source>%1 % · %2 of %3</source>
        <comment>percent, used and total size</comment>
        <translation>%1 % · %2 de %3</translation>
    </message>
    <message>
        <source>It is known while the device runs</source>
        <translation>Solo se conoce mientras el dispositivo está en ejecución</translation>
    </message>
    <message>
        <source>No metadata snapshot is held</source>
        <translation>No hay ninguna instantánea de metadatos retenida</translation>
    </message>
    <message>
        <source>A metadata snapshot is held at block %1</source>
        <translation>Hay una instantánea de metadatos retenida en el bloque %1</translation>
    </message>
    <message>
        <source>%1 of %2 blocks of the metadata are in use. From %3 % on it gets full, from %4 % on it should be enlarged; at 100 % no checkpoint can be taken.</source>
        <translation>%1 de %2 bloques de los metadatos están en uso. A partir del %3 % se van llenando; a partir del %4 % conviene ampliarlos; al 100 % no se puede crear ningún punto de control.</translation>
    </message>
    <message>
        <source>Metadata: %1, %2</source>
        <translation>Metadatos: %1, %2</translation>
    </message>
</context>
<context>
    <name>blkera::WizardReport</name>
    <message>
        <source>Report</source>
        <translation>Informe</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Copiar</translation>
    </message>
    <message>
        <source>Copy as &amp;JSON</source>
        <translation>Copiar como &amp;JSON</translation>
    </message>
    <message>
        <source>Sa&amp;ve…</source>
        <translation>&amp;Guardar…</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>Guardar el informe</translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation>Texto (*.txt)</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>Saved as %1.</source>
        <translation>Guardado como %1.</translation>
    </message>
    <message>
        <source>Cannot write %1: %2</source>
        <translation>No se puede escribir %1: %2</translation>
    </message>
</context>
</TS>
