<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="uk" sourcelanguage="en">
<context>
    <name>Texts</name>
    <message>
        <source>&apos;%1&apos; is not an era: give a number from 0 on</source>
        <translation>«%1» — не номер ери: вкажіть число від 0</translation>
    </message>
    <message>
        <source>unknown format &apos;%1&apos;: use one of %2</source>
        <translation>невідомий формат «%1»; можливі значення: %2</translation>
    </message>
    <message>
        <source>the output</source>
        <translation>виведені дані</translation>
    </message>
    <message>
        <source>device %1: the list is a superset: %2 of %3 blocks were written later, and perhaps in these eras</source>
        <translation>пристрій %1: список може містити зайве: блоків у ньому %3, з них %2 записано пізніше, а можливо, і в цих ерах</translation>
    </message>
    <message>
        <source>the list is incomplete, do not use it: %1</source>
        <translation>список неповний, не використовуйте його: %1</translation>
    </message>
    <message>
        <source>--since %1 is after --until %2</source>
        <translation>--since %1 іде після --until %2</translation>
    </message>
    <message>
        <source>cannot make a pipe: %1</source>
        <translation>не вдалося створити канал: %1</translation>
    </message>
    <message>
        <source>List the blocks that were written since an era</source>
        <translation>Вивести список блоків, записаних починаючи з певної ери</translation>
    </message>
    <message>
        <source>Blocks last written in this era or later; 0 lists all</source>
        <translation>Блоки, востаннє записані в цій ері чи пізніше; 0 — усі</translation>
    </message>
    <message>
        <source>Only blocks written up to this era; of eras long ago the list may have more, and says so</source>
        <translation>Лише блоки, записані не пізніше цієї ери; для давніх ер список може містити зайве, про що буде повідомлено</translation>
    </message>
    <message>
        <source>xml, as era_invalidate prints it, or json; default: xml</source>
        <translation>xml, у вигляді, як в era_invalidate, або json; типово: xml</translation>
    </message>
    <message>
        <source>Write to a file, which is replaced only by a complete list; default: -, standard output</source>
        <translation>Записати до файла, який буде замінено лише повним списком; типово: -, стандартне виведення</translation>
    </message>
    <message>
        <source>the daemon answered with %1 eras for %2 devices: look with &apos;blkera list&apos;</source>
        <translation>кількість ер у відповіді служби (%1) не збігається з кількістю пристроїв (%2): перевірте за допомогою «blkera list»</translation>
    </message>
    <message>
        <source>Start a new era and print it; several devices at one moment</source>
        <translation>Почати нову еру й вивести її номер; для кількох пристроїв — в один і той самий момент</translation>
    </message>
    <message>
        <source>The devices, by name</source>
        <translation>Назви пристроїв</translation>
    </message>
    <message>
        <source>unknown shell &apos;%1&apos;: use bash, zsh or fish</source>
        <translation>невідома оболонка «%1»: вкажіть bash, zsh або fish</translation>
    </message>
    <message>
        <source>Print what a shell needs to complete command lines</source>
        <translation>Вивести те, що потрібно оболонці для доповнення командних рядків</translation>
    </message>
    <message>
        <source>bash, zsh or fish</source>
        <translation>bash, zsh або fish</translation>
    </message>
    <message>
        <source>create %1: give --origin DEV and --metadata DEV, or --table</source>
        <translation>create %1: вкажіть --origin DEV і --metadata DEV або --table</translation>
    </message>
    <message>
        <source>Set up a device, start it and print its block device</source>
        <translation>Налаштувати пристрій, запустити його й вивести шлях до його блокового пристрою</translation>
    </message>
    <message>
        <source>Sizes: a bare number counts sectors of 512 bytes; 64KiB and 1MiB are bytes.
Metadata that is all zeros is formatted, era metadata is kept and used, anything else is refused.</source>
        <translation>Розміри: число без одиниць — це кількість секторів по 512 байтів; 64KiB і 1MiB — це байти.
Метадані із самих нулів буде відформатовано, метадані ер буде збережено й використано, будь-що інше буде відхилено.</translation>
    </message>
    <message>
        <source>The block device, or file, whose writes are tracked</source>
        <translation>Блоковий пристрій або файл, записи до якого відстежуються</translation>
    </message>
    <message>
        <source>The block device, or file, that keeps the marks</source>
        <translation>Блоковий пристрій або файл, де зберігаються позначки</translation>
    </message>
    <message>
        <source>What is tracked as one, a multiple of 4KiB; default: as the metadata has it, or 64KiB</source>
        <translation>Розмір того, що відстежується як одне ціле, кратний 4KiB; типово: як у метаданих, інакше 64KiB</translation>
    </message>
    <message>
        <source>Instead of these three, a dm-era table line: &quot;0 LEN era METADATA ORIGIN BLOCKSIZE&quot;; LEN has to be the origin&apos;s</source>
        <translation>Замість цих трьох — рядок таблиці dm-era: &quot;0 LEN era METADATA ORIGIN BLOCKSIZE&quot;; LEN має дорівнювати довжині джерела</translation>
    </message>
    <message>
        <source>auto, ublk or fuse; default: auto</source>
        <translation>auto, ublk або fuse; типово: auto</translation>
    </message>
    <message>
        <source>Default: one a CPU, up to 4</source>
        <translation>Типово: одна на процесор, не більше 4</translation>
    </message>
    <message>
        <source>Requests in flight a queue; default: 128</source>
        <translation>Одночасних запитів на чергу; типово: 128</translation>
    </message>
    <message>
        <source>Only set it up; &apos;blkera start&apos; starts it</source>
        <translation>Лише налаштувати; запустити можна командою «blkera start»</translation>
    </message>
    <message>
        <source>Format the metadata device whatever is on it</source>
        <translation>Форматувати пристрій метаданих, хоч би що на ньому було</translation>
    </message>
    <message>
        <source>cannot write %1: %2</source>
        <translation>не вдалося записати %1: %2</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is not a number from 1 on</source>
        <translation>«%1» не підходить: вкажіть число від 1</translation>
    </message>
    <message>
        <source>Show a device&apos;s eras: when each began, why, and how much was written in it</source>
        <translation>Показати ери пристрою: коли кожна почалася, чому й скільки в ній записано</translation>
    </message>
    <message>
        <source>All eras from this one on</source>
        <translation>Усі ери, починаючи з цієї</translation>
    </message>
    <message>
        <source>Show what happened to the device</source>
        <translation>Показати, що відбувалося з пристроєм</translation>
    </message>
    <message>
        <source>Show who asked for what, and what came of it</source>
        <translation>Показати, хто які запити надсилав і чим вони закінчилися</translation>
    </message>
    <message>
        <source>the history cannot be written: %1; mend that, or make room: it is tried again all the time, devices work on, and what happens is kept in memory</source>
        <translation>не вдається записати історію: %1; усуньте причину або звільніть місце: спроби тривають постійно, пристрої працюють далі, а події зберігаються в пам’яті</translation>
    </message>
    <message>
        <source>no: if its target dies, what uses the device gets errors, and a file system has to be mounted again</source>
        <translation>ні: якщо його процес завершиться, ті, хто користується пристроєм, отримають помилки, а файлову систему доведеться змонтувати знову</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>так</translation>
    </message>
    <message>
        <source>Show what is known of a device</source>
        <translation>Показати, що відомо про пристрій</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is not a job&apos;s number: &apos;blkera jobs&apos; lists them</source>
        <translation>«%1» — не номер завдання: список виводить «blkera jobs»</translation>
    </message>
    <message>
        <source>there is no job %1: &apos;blkera jobs&apos; lists them</source>
        <translation>завдання %1 не існує: список виводить «blkera jobs»</translation>
    </message>
    <message>
        <source>List what takes longer: what goes on, and what ended in the last ten minutes</source>
        <translation>Вивести список тривалих завдань: тих, що виконуються, і тих, що завершилися за останні десять хвилин</translation>
    </message>
    <message>
        <source>Cancel the job</source>
        <translation>Скасувати завдання</translation>
    </message>
    <message>
        <source>List all devices</source>
        <translation>Вивести список усіх пристроїв</translation>
    </message>
    <message>
        <source>%1 is a block device and would be overwritten: give a file</source>
        <translation>%1 — блоковий пристрій, який було б перезаписано: вкажіть файл</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>Параметри</translation>
    </message>
    <message>
        <source>Print this help</source>
        <translation>Вивести цю довідку</translation>
    </message>
    <message>
        <source>Print the version</source>
        <translation>Вивести версію</translation>
    </message>
    <message>
        <source>Usage</source>
        <translation>Використання</translation>
    </message>
    <message>
        <source>OPTIONS</source>
        <translation>ПАРАМЕТРИ</translation>
    </message>
    <message>
        <source>VERB</source>
        <translation>КОМАНДА</translation>
    </message>
    <message>
        <source>Arguments</source>
        <translation>Аргументи</translation>
    </message>
    <message>
        <source>not with</source>
        <translation>несумісно з</translation>
    </message>
    <message>
        <source>(required)</source>
        <translation>(обов’язково)</translation>
    </message>
    <message>
        <source>&apos;blkera VERB --help&apos; explains a verb.
Exit codes: 0 done, 1 failed, 2 wrong usage, 3 not authorised, 4 no daemon.</source>
        <translation>«blkera КОМАНДА --help» пояснює команду.
Коди завершення: 0 — виконано, 1 — помилка, 2 — неправильне використання, 3 — немає прав, 4 — служба не працює.</translation>
    </message>
    <message>
        <source>unknown verb &apos;%1&apos;: &apos;blkera --help&apos; lists them</source>
        <translation>невідома команда «%1»: список виводить «blkera --help»</translation>
    </message>
    <message>
        <source>unexpected argument &apos;%1&apos;</source>
        <translation>неочікуваний аргумент «%1»</translation>
    </message>
    <message>
        <source>%1 is missing</source>
        <translation>не вказано %1</translation>
    </message>
    <message>
        <source>an option lacks its value or has more than one (%1)</source>
        <translation>для параметра не вказано значення або вказано кілька (%1)</translation>
    </message>
    <message>
        <source>%1: %2; see &apos;blkera %1 --help&apos;</source>
        <translation>%1: %2; див. «blkera %1 --help»</translation>
    </message>
    <message>
        <source>Tracks which blocks of a device changed, era by era</source>
        <translation>Відстежує, які блоки пристрою змінилися, ера за ерою</translation>
    </message>
    <message>
        <source>Verbs</source>
        <translation>Команди</translation>
    </message>
    <message>
        <source>a verb is missing: &apos;blkera --help&apos; lists them</source>
        <translation>не вказано команди: список виводить «blkera --help»</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is not a message: use one of %2</source>
        <translation>невідоме повідомлення «%1»; можливі значення: %2</translation>
    </message>
    <message>
        <source>Send a device a message, as &apos;dmsetup message&apos; does</source>
        <translation>Надіслати пристрою повідомлення, як це робить «dmsetup message»</translation>
    </message>
    <message>
        <source>checkpoint, take_metadata_snap or drop_metadata_snap</source>
        <translation>checkpoint, take_metadata_snap або drop_metadata_snap</translation>
    </message>
    <message>
        <source>Print figures of all devices as OpenMetrics text, for Prometheus</source>
        <translation>Вивести показники всіх пристроїв у вигляді тексту OpenMetrics для Prometheus</translation>
    </message>
    <message>
        <source>there is no system bus</source>
        <translation>немає системної шини</translation>
    </message>
    <message>
        <source>there is no device called %1: &apos;blkera list&apos; has them</source>
        <translation>немає пристрою з назвою %1: список виводить «blkera list»</translation>
    </message>
    <message>
        <source>Print what happens as it happens, until it is interrupted</source>
        <translation>Виводити події в міру їх появи, доки роботу не буде перервано</translation>
    </message>
    <message>
        <source>Only of these devices; default: of all</source>
        <translation>Лише для цих пристроїв; типово: для всіх</translation>
    </message>
    <message>
        <source>Print the block device to use</source>
        <translation>Вивести шлях до блокового пристрою, яким слід користуватися</translation>
    </message>
    <message>
        <source>device %1 is not running: start it with &apos;blkera start %1&apos;</source>
        <translation>пристрій %1 не працює: запустіть його командою «blkera start %1»</translation>
    </message>
    <message>
        <source>Take in what was changed in the configuration files; what runs is not disturbed</source>
        <translation>Врахувати зміни у файлах налаштувань; того, що працює, це не зачіпає</translation>
    </message>
    <message>
        <source>Forget a stopped device; origin and metadata keep their content</source>
        <translation>Забути зупинений пристрій; вміст джерела й метаданих зберігається</translation>
    </message>
    <message>
        <source>Take in the sizes that origin and metadata device have now</source>
        <translation>Врахувати поточні розміри джерела й пристрою метаданих</translation>
    </message>
    <message>
        <source>Let the device shrink: the history of its end is lost</source>
        <translation>Дозволити зменшення пристрою: історію його кінця буде втрачено</translation>
    </message>
    <message>
        <source>Let a new process serve a device that stays in use</source>
        <translation>Передати пристрій новому процесу, не перериваючи його використання</translation>
    </message>
    <message>
        <source>Let requests go on, in a new era, and print that</source>
        <translation>Продовжити виконання запитів у новій ері й вивести її номер</translation>
    </message>
    <message>
        <source>Show or set when checkpoints are taken by themselves</source>
        <translation>Показати або задати, коли контрольні точки створюються автоматично</translation>
    </message>
    <message>
        <source>never, hourly, every 15min, every 6h, every 2d, daily 03:30, weekly sat 03:30 or monthly 1 03:30</source>
        <translation>never, hourly, every 15min, every 6h, every 2d, daily 03:30, weekly sat 03:30 або monthly 1 03:30</translation>
    </message>
    <message>
        <source>Start a device and wait until its block device is there</source>
        <translation>Запустити пристрій і дочекатися появи його блокового пристрою</translation>
    </message>
    <message>
        <source>Print what a device has done since it was started</source>
        <translation>Вивести, що пристрій зробив від часу запуску</translation>
    </message>
    <message>
        <source>DEFERRED: first writes of an era, which waited for their mark. P50 and P99 are rounded up, to a quarter of a power of two.</source>
        <translation>DEFERRED: перші записи ери, що чекали на свою позначку. P50 і P99 округлено вгору до чверті степеня двійки.</translation>
    </message>
    <message>
        <source>Keep printing: every so many seconds, what was done in them</source>
        <translation>Не зупинятися: через кожні стільки секунд виводити, що зроблено за цей час</translation>
    </message>
    <message>
        <source>SECONDS</source>
        <translation>СЕКУНДИ</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is not an interval: give seconds from 0.1 to %2</source>
        <translation>«%1» — не інтервал: вкажіть кількість секунд від 0.1 до %2</translation>
    </message>
    <message>
        <source>Print the status line, as the kernel&apos;s dm-era does</source>
        <translation>Вивести рядок стану, як це робить dm-era ядра</translation>
    </message>
    <message>
        <source>The line: &lt;metadata block size&gt; &lt;used&gt;/&lt;total metadata blocks&gt; &lt;current era&gt; &lt;held root | &apos;-&apos;&gt;</source>
        <translation>Рядок: &lt;розмір блока метаданих&gt; &lt;використано&gt;/&lt;усього блоків метаданих&gt; &lt;поточна ера&gt; &lt;утримуваний корінь | &apos;-&apos;&gt;</translation>
    </message>
    <message>
        <source>device %1 has a status line of another kind, &apos;%2&apos;: use blkera and blkerad of the same version</source>
        <translation>рядок стану пристрою %1 має інший вигляд, «%2»: скористайтеся blkera і blkerad однієї версії</translation>
    </message>
    <message>
        <source>Stop a device cleanly; its block device must not be in use</source>
        <translation>Коректно зупинити пристрій; його блоковий пристрій не повинен використовуватися</translation>
    </message>
    <message>
        <source>Hold all requests to a device and end its era</source>
        <translation>Притримати всі запити до пристрою й завершити його еру</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is not a device name: use 1 to 64 of A-Z a-z 0-9 . _ - and no dot in front</source>
        <translation>«%1» — не назва пристрою: використовуйте від 1 до 64 символів із A-Z a-z 0-9 . _ - і без крапки на початку</translation>
    </message>
    <message>
        <source>The device&apos;s name</source>
        <translation>Назва пристрою</translation>
    </message>
    <message>
        <source>Examples:</source>
        <translation>Приклади:</translation>
    </message>
    <message>
        <source>Print JSON</source>
        <translation>Вивести JSON</translation>
    </message>
    <message>
        <source>cannot reach the system bus: is dbus-daemon running, and is DBUS_SYSTEM_BUS_ADDRESS right where it is set?</source>
        <translation>системна шина недоступна: чи працює dbus-daemon і чи правильне значення DBUS_SYSTEM_BUS_ADDRESS, якщо його задано?</translation>
    </message>
    <message>
        <source>the blkera daemon is not running: start blkerad (systemctl start blkerad)</source>
        <translation>служба blkera не працює: запустіть blkerad (systemctl start blkerad)</translation>
    </message>
    <message>
        <source>the policy of the system bus forbids this request: ask the administrator, or try as root</source>
        <translation>правила системної шини забороняють цей запит: зверніться до адміністратора або спробуйте від імені root</translation>
    </message>
    <message>
        <source>the blkera daemon gave no answer: see its log (journalctl -u blkerad), then look with &apos;blkera list&apos;</source>
        <translation>служба blkera не відповіла: перегляньте її журнал (journalctl -u blkerad), а потім перевірте за допомогою «blkera list»</translation>
    </message>
    <message>
        <source>there is no such device: &apos;blkera list&apos; shows those there are</source>
        <translation>такого пристрою немає: наявні виводить «blkera list»</translation>
    </message>
    <message>
        <source>the blkera daemon cannot be started: see why with &apos;systemctl status blkerad&apos;</source>
        <translation>не вдається запустити службу blkera: причину покаже «systemctl status blkerad»</translation>
    </message>
    <message>
        <source>this needs an authorisation: try from a terminal, or as root</source>
        <translation>для цього потрібна авторизація: спробуйте з термінала або від імені root</translation>
    </message>
    <message numerus="yes">
        <source>it was asked %n second(s) ago</source>
        <translation>
            <numerusform>запит надіслано %n секунду тому</numerusform>
            <numerusform>запит надіслано %n секунди тому</numerusform>
            <numerusform>запит надіслано %n секунд тому</numerusform>
        </translation>
    </message>
    <message>
        <source>the blkera daemon has ended</source>
        <translation>служба blkera завершила роботу</translation>
    </message>
    <message>
        <source>the daemon has statistics of another kind: use blkera, blkerad and blkera-target of the same version</source>
        <translation>служба має статистику іншого виду: скористайтеся blkera, blkerad і blkera-target однієї версії</translation>
    </message>
    <message>
        <source>Block Eras</source>
        <translation>Block Eras</translation>
    </message>
    <message>
        <source>Shows which blocks of a device changed, era by era.</source>
        <translation>Показує, які блоки пристрою змінилися, ера за ерою.</translation>
    </message>
    <message>
        <source>Show this device.</source>
        <translation>Показати цей пристрій.</translation>
    </message>
    <message>
        <source>NAME</source>
        <translation>НАЗВА</translation>
    </message>
    <message>
        <source>Show devices that do not exist: to try the program, without a service and without root.</source>
        <translation>Показати вигадані пристрої, щоб випробувати програму без служби й без прав root.</translation>
    </message>
    <message>
        <source>NUMBER</source>
        <translation>КІЛЬКІСТЬ</translation>
    </message>
    <message>
        <source>system, light, dark or high-contrast.</source>
        <translation>system, light, dark або high-contrast.</translation>
    </message>
    <message>
        <source>WORD</source>
        <translation>СЛОВО</translation>
    </message>
    <message>
        <source>--appearance &apos;%1&apos;: use system, light, dark or high-contrast</source>
        <translation>--appearance «%1»: вкажіть system, light, dark або high-contrast</translation>
    </message>
    <message>
        <source>--demo-devices &apos;%1&apos;: use a number from 0 to %2</source>
        <translation>--demo-devices «%1»: вкажіть число від 0 до %2</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Зупинено</translation>
    </message>
    <message>
        <source>It could not be started. Mend the cause, then start it.</source>
        <translation>Не вдалося запустити. Усуньте причину, а потім запустіть.</translation>
    </message>
    <message>
        <source>Recovering</source>
        <translation>Відновлюється</translation>
    </message>
    <message>
        <source>Its process ended and is being started again. Whoever uses the device waits meanwhile.</source>
        <translation>Процес завершився і запускається знову. Усі, хто користується пристроєм, тим часом чекають.</translation>
    </message>
    <message>
        <source>Suspended</source>
        <translation>Призупинено</translation>
    </message>
    <message>
        <source>Every request waits until the device is resumed.</source>
        <translation>Кожен запит чекає, доки роботу пристрою не буде відновлено.</translation>
    </message>
    <message>
        <source>Metadata full</source>
        <translation>Метадані заповнено</translation>
    </message>
    <message>
        <source>Writes to blocks that are not marked yet fail, and no checkpoint can be taken. Drop the metadata snapshot, or enlarge the metadata device and resize.</source>
        <translation>Записи до ще не позначених блоків завершуються помилкою, і створити контрольну точку неможливо. Звільніть знімок метаданих або збільште пристрій метаданих і скористайтеся дією «Змінити розмір».</translation>
    </message>
    <message>
        <source>Needs check</source>
        <translation>Потрібна перевірка</translation>
    </message>
    <message>
        <source>Its metadata cannot be read or is damaged. Stop the device, check and repair the metadata, then start it.</source>
        <translation>Метадані не читаються або пошкоджені. Зупиніть пристрій, перевірте й виправте метадані, а потім запустіть пристрій.</translation>
    </message>
    <message>
        <source>Its metadata could not be written. Mend the metadata device, then stop the device and start it.</source>
        <translation>Не вдалося записати метадані. Усуньте проблему з пристроєм метаданих, а потім зупиніть пристрій і знову запустіть його.</translation>
    </message>
    <message>
        <source>Stalled</source>
        <translation>Немає відповіді</translation>
    </message>
    <message>
        <source>The metadata device has not answered for more than 30 seconds. It goes on by itself when the metadata device answers.</source>
        <translation>Пристрій метаданих не відповідає понад 30 секунд. Робота продовжиться сама, коли він відповість.</translation>
    </message>
    <message>
        <source>Checkpoint</source>
        <translation>Контрольна точка</translation>
    </message>
    <message>
        <source>Snapshot</source>
        <translation>Знімок</translation>
    </message>
    <message>
        <source>Start of the device</source>
        <translation>Запуск пристрою</translation>
    </message>
    <message>
        <source>Start after a crash</source>
        <translation>Запуск після аварії</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Відновлення роботи</translation>
    </message>
    <message>
        <source>Resize</source>
        <translation>Зміна розміру</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>Невідомо</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Стан</translation>
    </message>
    <message>
        <source>Process ended</source>
        <translation>Процес завершився</translation>
    </message>
    <message>
        <source>Process restarted</source>
        <translation>Процес перезапущено</translation>
    </message>
    <message>
        <source>New era</source>
        <translation>Нова ера</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Створено</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>Вилучено</translation>
    </message>
    <message>
        <source>History rebuilt</source>
        <translation>Історію відтворено</translation>
    </message>
    <message>
        <source>History incomplete</source>
        <translation>Історія неповна</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>Розклад</translation>
    </message>
    <message>
        <source>Hook</source>
        <translation>Обробник</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a state and why</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>Добре</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Попередження</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Помилка</translation>
    </message>
    <message>
        <source>Information</source>
        <translation>Інформація</translation>
    </message>
    <message>
        <source>List of changed blocks</source>
        <translation>Список змінених блоків</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>Створення</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Запуск</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Зупинка</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>Перезапуск</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Виконано</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Скасовано</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>Перервано</translation>
    </message>
    <message>
        <source>Blocks listed</source>
        <translation>Блоків у списку</translation>
    </message>
    <message>
        <source>Of these, perhaps written in another era</source>
        <translation>З них, можливо, записано в іншій ері</translation>
    </message>
    <message>
        <source>Eras begun</source>
        <translation>Розпочаті ери</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Група</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a line of a report</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>Операція</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Пристрій</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Результат</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Причина</translation>
    </message>
    <message>
        <source>Begun</source>
        <translation>Початок</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Кінець</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Тривалість</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Користувач</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Поступ</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>Завдання</translation>
    </message>
    <message>
        <source>%1 s</source>
        <comment>seconds</comment>
        <translation>%1 с</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <comment>minutes and seconds</comment>
        <translation>%1 хв %2 с</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <comment>hours and minutes</comment>
        <translation>%1 год %2 хв</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <comment>days and hours</comment>
        <translation>%1 дн. %2 год</translation>
    </message>
    <message numerus="yes">
        <source>%n second(s) left</source>
        <translation>
            <numerusform>залишилася %n секунда</numerusform>
            <numerusform>залишилося %n секунди</numerusform>
            <numerusform>залишилося %n секунд</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) left</source>
        <translation>
            <numerusform>залишилася %n хвилина</numerusform>
            <numerusform>залишилося %n хвилини</numerusform>
            <numerusform>залишилося %n хвилин</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s) left</source>
        <translation>
            <numerusform>залишилася %n година</numerusform>
            <numerusform>залишилося %n години</numerusform>
            <numerusform>залишилося %n годин</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) left</source>
        <translation>
            <numerusform>залишився %n день</numerusform>
            <numerusform>залишилося %n дні</numerusform>
            <numerusform>залишилося %n днів</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>At most %1 of %2 blocks (%3) changed in eras %4 to %5</source>
        <translation>
            <numerusform>Змінено щонайбільше %1 з %2 блока (%3) в ерах від %4 до %5</numerusform>
            <numerusform>Змінено щонайбільше %1 з %2 блоків (%3) в ерах від %4 до %5</numerusform>
            <numerusform>Змінено щонайбільше %1 з %2 блоків (%3) в ерах від %4 до %5</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %2 blocks (%3) changed in eras %4 to %5</source>
        <translation>
            <numerusform>Змінено %1 з %2 блока (%3) в ерах від %4 до %5</numerusform>
            <numerusform>Змінено %1 з %2 блоків (%3) в ерах від %4 до %5</numerusform>
            <numerusform>Змінено %1 з %2 блоків (%3) в ерах від %4 до %5</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %2 blocks (%3) were ever written</source>
        <translation>
            <numerusform>Хоча б раз записано %1 з %2 блока (%3)</numerusform>
            <numerusform>Хоча б раз записано %1 з %2 блоків (%3)</numerusform>
            <numerusform>Хоча б раз записано %1 з %2 блоків (%3)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %2 blocks (%3) changed since era %4</source>
        <translation>
            <numerusform>Змінено %1 з %2 блока (%3) від ери %4</numerusform>
            <numerusform>Змінено %1 з %2 блоків (%3) від ери %4</numerusform>
            <numerusform>Змінено %1 з %2 блоків (%3) від ери %4</numerusform>
        </translation>
    </message>
    <message>
        <source>Block %1, offset %2 (%3 bytes), LBA %4</source>
        <translation>Блок %1, зміщення %2 (у байтах: %3), LBA %4</translation>
    </message>
    <message>
        <source>Blocks %1 to %2, offset %3 (%4 bytes), LBA %5</source>
        <translation>Блоки від %1 до %2, зміщення %3 (у байтах: %4), LBA %5</translation>
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
        <translation>менше ніж %1 %</translation>
    </message>
    <message numerus="yes">
        <source>%1; largest region: %2 blocks at offset %3</source>
        <translation>
            <numerusform>%1; найдовша ділянка: %2 блок за зміщенням %3</numerusform>
            <numerusform>%1; найдовша ділянка: %2 блоки за зміщенням %3</numerusform>
            <numerusform>%1; найдовша ділянка: %2 блоків за зміщенням %3</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: not known yet</source>
        <translation>%1: ще невідомо</translation>
    </message>
    <message>
        <source>%1: nothing was ever written</source>
        <translation>%1: нічого ніколи не записувалося</translation>
    </message>
    <message>
        <source>%1: nothing changed; last written in era %2</source>
        <translation>%1: нічого не змінилося; останній запис в ері %2</translation>
    </message>
    <message numerus="yes">
        <source>%1: %2 of %3 blocks changed (%4); last written in era %5</source>
        <translation>
            <numerusform>%1: змінено %2 з %3 блока (%4); останній запис в ері %5</numerusform>
            <numerusform>%1: змінено %2 з %3 блоків (%4); останній запис в ері %5</numerusform>
            <numerusform>%1: змінено %2 з %3 блоків (%4); останній запис в ері %5</numerusform>
        </translation>
    </message>
    <message>
        <source>the map that came does not fit the device: try again</source>
        <translation>отримана карта не відповідає пристрою: спробуйте ще раз</translation>
    </message>
    <message>
        <source>there are too many open files: close other programs and try again</source>
        <translation>забагато відкритих файлів: закрийте інші програми й спробуйте ще раз</translation>
    </message>
    <message>
        <source>the list that came cannot be read: use programs of blkera that have the same version</source>
        <translation>не вдається прочитати отриманий список: скористайтеся програмами blkera однієї версії</translation>
    </message>
    <message>
        <source>the list that came is incomplete: try again</source>
        <translation>отриманий список неповний: спробуйте ще раз</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 bytes, LBA %2</source>
        <translation>у байтах: %1, LBA %2</translation>
    </message>
    <message>
        <source>First block</source>
        <translation>Перший блок</translation>
    </message>
    <message>
        <source>Offset</source>
        <translation>Зміщення</translation>
    </message>
    <message>
        <source>Blocks</source>
        <translation>Блоки</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Розмір</translation>
    </message>
    <message>
        <source>Share of changes</source>
        <translation>Частка змін</translation>
    </message>
    <message>
        <source>Newest era</source>
        <translation>Найновіша ера</translation>
    </message>
    <message>
        <source>–</source>
        <translation>–</translation>
    </message>
    <message>
        <source>a partition table (%1)</source>
        <translation>таблиця розділів (%1)</translation>
    </message>
    <message>
        <source>mounted on %1</source>
        <translation>змонтовано до %1</translation>
    </message>
    <message>
        <source>used by %1</source>
        <translation>використовується: %1</translation>
    </message>
    <message>
        <source>read-only</source>
        <translation>лише для читання</translation>
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
        <translation>Використовуйте від 1 до 64 символів із A-Z a-z 0-9 . _ - і без крапки на початку.</translation>
    </message>
    <message>
        <source>There is a device of this name already.</source>
        <translation>Пристрій із такою назвою вже є.</translation>
    </message>
    <message>
        <source>What the device is called from now on.</source>
        <translation>Як пристрій називатиметься надалі.</translation>
    </message>
    <message>
        <source>Give the whole path: it begins with a slash.</source>
        <translation>Вкажіть повний шлях: він починається зі скісної риски.</translation>
    </message>
    <message>
        <source>Give a plain path, without “..” and the like.</source>
        <translation>Вкажіть простий шлях, без «..» тощо.</translation>
    </message>
    <message>
        <source>It is read-only.</source>
        <translation>Лише для читання.</translation>
    </message>
    <message>
        <source>It is mounted on %1: unmount it before.</source>
        <translation>Змонтовано до %1: спершу демонтуйте.</translation>
    </message>
    <message>
        <source>It is used by %1: it has to be free before.</source>
        <translation>Уже використовується (%1): спершу звільніть.</translation>
    </message>
    <message>
        <source>It is not under /dev. The service takes files only from the folders that its configuration allows.</source>
        <translation>Це не в /dev. Служба приймає файли лише з тек, дозволених у її налаштуваннях.</translation>
    </message>
    <message>
        <source>There is no such block device on this machine.</source>
        <translation>На цій машині немає такого блокового пристрою.</translation>
    </message>
    <message>
        <source>The block device whose writes are to be tracked. What is on it stays.</source>
        <translation>Блоковий пристрій, записи до якого слід відстежувати. Його вміст зберігається.</translation>
    </message>
    <message>
        <source>It is the origin of %1 already.</source>
        <translation>Це вже джерело пристрою %1.</translation>
    </message>
    <message>
        <source>The metadata of %1 is on it.</source>
        <translation>Тут містяться метадані пристрою %1.</translation>
    </message>
    <message>
        <source>A small block device of its own that keeps the marks. A blank one is formatted, era metadata is kept and used.</source>
        <translation>Окремий невеликий блоковий пристрій, де зберігаються позначки. Порожній буде відформатовано, метадані ер буде збережено й використано.</translation>
    </message>
    <message>
        <source>It is the origin: the marks need a device of their own.</source>
        <translation>Це джерело: позначкам потрібен окремий пристрій.</translation>
    </message>
    <message>
        <source>One is a part of the other: the marks need a device of their own.</source>
        <translation>Один є частиною іншого: позначкам потрібен окремий пристрій.</translation>
    </message>
    <message>
        <source>It is the origin of %1.</source>
        <translation>Це джерело пристрою %1.</translation>
    </message>
    <message>
        <source>It holds %1. The service asks before it overwrites that.</source>
        <translation>Тут міститься: %1. Перш ніж це перезаписати, служба запитає підтвердження.</translation>
    </message>
    <message>
        <source>Too small to be formatted: it has %1, and needs %2.</source>
        <translation>Замало для форматування: є %1, а потрібно %2.</translation>
    </message>
    <message>
        <source>Too small to be formatted: it has %1, and needs %2. Era blocks of %3 would do.</source>
        <translation>Замало для форматування: є %1, а потрібно %2. Підійдуть блоки ери розміром %3.</translation>
    </message>
    <message>
        <source>What is tracked as one. Empty: as the metadata has it, or 64KiB.</source>
        <translation>Розмір того, що відстежується як одне ціле. Порожньо: як у метаданих, інакше 64KiB.</translation>
    </message>
    <message>
        <source>Give a size with a unit, such as 64KiB or 1MiB, or a number of sectors.</source>
        <translation>Вкажіть розмір з одиницею, наприклад 64KiB чи 1MiB, або кількість секторів.</translation>
    </message>
    <message>
        <source>Give a multiple of 4KiB.</source>
        <translation>Вкажіть розмір, кратний 4KiB.</translation>
    </message>
    <message>
        <source>Too small for this origin: use larger era blocks.</source>
        <translation>Замало для цього джерела: використайте більші блоки ери.</translation>
    </message>
    <message numerus="yes">
        <source>%n sector(s) of 512 bytes, tracked as one.</source>
        <translation>
            <numerusform>%n сектор по 512 байтів відстежується як одне ціле.</numerusform>
            <numerusform>%n сектори по 512 байтів відстежуються як одне ціле.</numerusform>
            <numerusform>%n секторів по 512 байтів відстежуються як одне ціле.</numerusform>
        </translation>
    </message>
    <message>
        <source>Cannot write %1: %2</source>
        <translation>Не вдалося записати %1: %2</translation>
    </message>
    <message>
        <source>Cannot read %1: %2</source>
        <translation>Не вдалося прочитати %1: %2</translation>
    </message>
    <message>
        <source>%1 was made by somebody else meanwhile.</source>
        <translation>Тим часом хтось інший створив %1.</translation>
    </message>
    <message>
        <source>%1 of %2 blocks (%3 %)</source>
        <translation>%1 з %2 блоків (%3 %)</translation>
    </message>
    <message>
        <source>Select the row to find out</source>
        <translation>Виберіть рядок, щоб дізнатися</translation>
    </message>
    <message>
        <source>How many of the newest entries; default: 20</source>
        <translation>Скільки найновіших записів показати; типово: 20</translation>
    </message>
    <message>
        <source>the daemon draws maps that this program cannot read: use a daemon and a program of the same version</source>
        <translation>служба будує карти, які ця програма не може прочитати: скористайтеся службою й програмою однієї версії</translation>
    </message>
    <message>
        <source>the daemon describes devices as this program does not know them: use a daemon and a program of the same version</source>
        <translation>служба описує пристрої у вигляді, невідомому цій програмі: скористайтеся службою й програмою однієї версії</translation>
    </message>
    <message>
        <source>How many devices --demo shows; default: 6.</source>
        <translation>Скільки пристроїв показує --demo; типово: 6.</translation>
    </message>
    <message>
        <source>Running</source>
        <comment>state of a device</comment>
        <translation>Працює</translation>
    </message>
    <message>
        <source>Starting</source>
        <comment>state of a device</comment>
        <translation>Запускається</translation>
    </message>
    <message>
        <source>Stopping</source>
        <comment>state of a device</comment>
        <translation>Зупиняється</translation>
    </message>
    <message>
        <source>Failed</source>
        <comment>state of a device</comment>
        <translation>Збій</translation>
    </message>
    <message>
        <source>Running</source>
        <comment>state of a job</comment>
        <translation>Виконується</translation>
    </message>
    <message>
        <source>Failed</source>
        <comment>state of a job</comment>
        <translation>Не виконано</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %2 block(s)</source>
        <translation>
            <numerusform>%1 з %2 блока</numerusform>
            <numerusform>%1 з %2 блоків</numerusform>
            <numerusform>%1 з %2 блоків</numerusform>
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
        <translation>Спробувати ще раз</translation>
    </message>
    <message>
        <source>Words in any column</source>
        <translation>Слова в будь-якому стовпці</translation>
    </message>
    <message>
        <source>Filter events by words</source>
        <translation>Фільтрувати події за словами</translation>
    </message>
    <message>
        <source>Filter events by severity</source>
        <translation>Фільтрувати події за важливістю</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Усі</translation>
    </message>
    <message>
        <source>Warnings and errors</source>
        <translation>Попередження й помилки</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Помилки</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Події</translation>
    </message>
    <message>
        <source>Events could not be read: %1</source>
        <translation>Не вдалося прочитати події: %1</translation>
    </message>
    <message>
        <source>Asking for the events…</source>
        <translation>Запит подій…</translation>
    </message>
    <message>
        <source>Nothing has happened yet</source>
        <translation>Ще нічого не відбулося</translation>
    </message>
    <message>
        <source>%1 of %2 events; the others are filtered out</source>
        <translation>Подій: %1 з %2; решту відфільтровано</translation>
    </message>
    <message numerus="yes">
        <source>%n event(s)</source>
        <translation>
            <numerusform>%n подія</numerusform>
            <numerusform>%n події</numerusform>
            <numerusform>%n подій</numerusform>
        </translation>
    </message>
    <message>
        <source>Fi&amp;lter:</source>
        <translation>Фі&amp;льтр:</translation>
    </message>
    <message>
        <source>Sever&amp;ity:</source>
        <translation>Ва&amp;жливість:</translation>
    </message>
</context>
<context>
    <name>blkera::AskDialog</name>
    <message>
        <source>Copy as co&amp;mmand</source>
        <translation>Копіювати &amp;як команду</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Скасувати</translation>
    </message>
    <message>
        <source>Waiting for the service</source>
        <translation>Очікування відповіді служби</translation>
    </message>
    <message>
        <source>The service has not answered yet. It may wait for a password, or for a slow device. This window can be closed: what was asked goes on.</source>
        <translation>Служба ще не відповіла. Можливо, вона чекає на пароль або на повільний пристрій. Це вікно можна закрити: запит виконуватиметься далі.</translation>
    </message>
    <message>
        <source>%1 was removed meanwhile.</source>
        <translation>Пристрій %1 тим часом вилучено.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрити</translation>
    </message>
    <message>
        <source>It is under way.</source>
        <translation>Виконується.</translation>
    </message>
    <message>
        <source>The service is not answering.</source>
        <translation>Служба не відповідає.</translation>
    </message>
    <message>
        <source>%1 is not there any more.</source>
        <translation>Пристрою %1 більше немає.</translation>
    </message>
    <message>
        <source>Your account may not do this: %1</source>
        <translation>Вашому обліковому запису це не дозволено: %1</translation>
    </message>
    <message>
        <source>The service went away meanwhile. Whether it was done will be seen when it is back.</source>
        <translation>Служба тим часом зникла. Чи запит виконано, буде видно, коли вона повернеться.</translation>
    </message>
    <message>
        <source>The service is not answering: %1</source>
        <translation>Служба не відповідає: %1</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Запит</translation>
    </message>
</context>
<context>
    <name>blkera::ChangeMapWidget</name>
    <message>
        <source>Map of changed blocks</source>
        <translation>Карта змінених блоків</translation>
    </message>
    <message>
        <source>Arrow keys move from cell to cell, Enter zooms in, Backspace goes back</source>
        <translation>Клавіші зі стрілками — перехід між клітинками, Enter — збільшити, Backspace — назад</translation>
    </message>
    <message>
        <source>Each cell stands for as many blocks as the zoom needs, row by row from the beginning of the device. Its colour says how many of them changed.</source>
        <translation>Кожна клітинка відповідає стільком блокам, скільки потребує масштаб, рядок за рядком від початку пристрою. Її колір показує, скільки з них змінилося.</translation>
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
        <translation>спершу його слід запустити</translation>
    </message>
    <message>
        <source>it has to be resumed first</source>
        <translation>спершу слід відновити його роботу</translation>
    </message>
    <message>
        <source>it is not running as it should</source>
        <translation>він не працює належним чином</translation>
    </message>
    <message>
        <source>Choose &amp;all</source>
        <translation>Вибрати &amp;всі</translation>
    </message>
    <message>
        <source>Choose &amp;none</source>
        <translation>Зняти ви&amp;бір</translation>
    </message>
    <message>
        <source>Copy the resu&amp;lt</source>
        <translation>Копіювати &amp;результат</translation>
    </message>
    <message>
        <source>Checkpoint several devices</source>
        <translation>Контрольна точка кількох пристроїв</translation>
    </message>
    <message>
        <source>&amp;Take checkpoint</source>
        <translation>Створити &amp;контрольну точку</translation>
    </message>
    <message>
        <source>What happens</source>
        <translation>Що відбудеться</translation>
    </message>
    <message>
        <source>A new era begins on every chosen device, at one moment: no write falls between them. Requests wait for that moment, usually some milliseconds.</source>
        <translation>На кожному вибраному пристрої почнеться нова ера, в один і той самий момент: жоден запис не потрапить між ними. Запити чекають на цей момент, зазвичай кілька мілісекунд.</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Пристрій</translation>
    </message>
    <message>
        <source>Era</source>
        <translation>Ера</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Стан</translation>
    </message>
    <message>
        <source>Devices to take part</source>
        <translation>Пристрої, що візьмуть участь</translation>
    </message>
    <message>
        <source>How many are chosen</source>
        <translation>Скільки вибрано</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Результат</translation>
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
        <translation>%1, ера %2, %3</translation>
    </message>
    <message>
        <source>There are no devices yet.</source>
        <translation>Пристроїв ще немає.</translation>
    </message>
    <message numerus="yes">
        <source>%n device(s) chosen.</source>
        <translation>
            <numerusform>Вибрано %n пристрій.</numerusform>
            <numerusform>Вибрано %n пристрої.</numerusform>
            <numerusform>Вибрано %n пристроїв.</numerusform>
        </translation>
    </message>
    <message>
        <source>No device is chosen.</source>
        <translation>Не вибрано жодного пристрою.</translation>
    </message>
    <message numerus="yes">
        <source>Beginning a new era on %n device(s)…</source>
        <translation>
            <numerusform>Початок нової ери на %n пристрої…</numerusform>
            <numerusform>Початок нової ери на %n пристроях…</numerusform>
            <numerusform>Початок нової ери на %n пристроях…</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: era %2</source>
        <translation>%1: ера %2</translation>
    </message>
    <message>
        <source>Group: %1</source>
        <translation>Група: %1</translation>
    </message>
    <message numerus="yes">
        <source>A new era began on %n device(s).</source>
        <translation>
            <numerusform>Нова ера почалася на %n пристрої.</numerusform>
            <numerusform>Нова ера почалася на %n пристроях.</numerusform>
            <numerusform>Нова ера почалася на %n пристроях.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>blkera::CreateDialog</name>
    <message>
        <source>&amp;Start it at once</source>
        <translation>За&amp;пустити одразу</translation>
    </message>
    <message>
        <source>Format anyway…</source>
        <translation>Усе одно форматувати…</translation>
    </message>
    <message>
        <source>Create an era device</source>
        <translation>Створення пристрою з обліком ер</translation>
    </message>
    <message>
        <source>Crea&amp;te</source>
        <translation>&amp;Створити</translation>
    </message>
    <message>
        <source>&amp;Name:</source>
        <translation>&amp;Назва:</translation>
    </message>
    <message>
        <source>&amp;Origin:</source>
        <translation>&amp;Джерело:</translation>
    </message>
    <message>
        <source>Meta&amp;data:</source>
        <translation>&amp;Метадані:</translation>
    </message>
    <message>
        <source>&amp;Era block:</source>
        <translation>Блок &amp;ери:</translation>
    </message>
    <message>
        <source>Ad&amp;vanced</source>
        <translation>Дода&amp;тково</translation>
    </message>
    <message>
        <source>What happens</source>
        <translation>Що відбудеться</translation>
    </message>
    <message>
        <source>The best that works here</source>
        <translation>Найкраще з доступного</translation>
    </message>
    <message>
        <source>ublk</source>
        <translation>ublk</translation>
    </message>
    <message>
        <source>FUSE and a loop device</source>
        <translation>FUSE і петльовий пристрій</translation>
    </message>
    <message>
        <source>one a CPU, up to 4</source>
        <translation>одна на процесор, не більше 4</translation>
    </message>
    <message>
        <source>128 requests</source>
        <translation>128 запитів</translation>
    </message>
    <message>
        <source>Served &amp;by:</source>
        <translation>О&amp;бслуговується через:</translation>
    </message>
    <message>
        <source>&amp;Queues:</source>
        <translation>&amp;Черги:</translation>
    </message>
    <message>
        <source>Requests a q&amp;ueue:</source>
        <translation>&amp;Запитів на чергу:</translation>
    </message>
    <message>
        <source>The device needs a name.</source>
        <translation>Пристрою потрібна назва.</translation>
    </message>
    <message>
        <source>Choose the origin.</source>
        <translation>Виберіть джерело.</translation>
    </message>
    <message>
        <source>Choose the device for the metadata.</source>
        <translation>Виберіть пристрій для метаданих.</translation>
    </message>
    <message>
        <source>%1 is formatted if it is blank. Then %3 is started, and again at each boot: use its block device instead of %2 from then on, because writes beside it are not tracked.</source>
        <translation>Пристрій %1 буде відформатовано, якщо він порожній. Потім пристрій %3 буде запущено, і далі він запускатиметься під час кожного завантаження системи: відтоді користуйтеся його блоковим пристроєм замість %2, бо записи в обхід нього не відстежуються.</translation>
    </message>
    <message>
        <source>%1 is formatted if it is blank. %3 is not started: writes to %2 are tracked only when it is.</source>
        <translation>Пристрій %1 буде відформатовано, якщо він порожній. Пристрій %3 не буде запущено: записи до %2 відстежуються, лише коли він працює.</translation>
    </message>
    <message>
        <source>Checking the devices and starting %1…</source>
        <translation>Перевірка пристроїв і запуск пристрою %1…</translation>
    </message>
    <message>
        <source>Checking the devices…</source>
        <translation>Перевірка пристроїв…</translation>
    </message>
    <message>
        <source>Format %1?</source>
        <translation>Форматувати %1?</translation>
    </message>
    <message>
        <source>The service says: %1

What is on %2 is lost for good, and cannot be brought back.</source>
        <translation>Повідомлення служби: %1

Усе, що є на %2, буде втрачено назавжди, і повернути його неможливо.</translation>
    </message>
    <message>
        <source>Format %1</source>
        <translation>Форматувати %1</translation>
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
        <translation>Створити &amp;контрольну точку</translation>
    </message>
    <message>
        <source>Begin a new era: what changes from now on can be told from what was before</source>
        <translation>Почати нову еру: подальші зміни можна буде відрізнити від попередніх</translation>
    </message>
    <message>
        <source>Take metadata s&amp;napshot</source>
        <translation>Зробити &amp;знімок метаданих</translation>
    </message>
    <message>
        <source>Hold a copy of the metadata, for offline tools, and begin a new era</source>
        <translation>Утримувати копію метаданих для автономних засобів і почати нову еру</translation>
    </message>
    <message>
        <source>Drop the copy of the metadata that is held</source>
        <translation>Звільнити утримувану копію метаданих</translation>
    </message>
    <message>
        <source>&amp;Export changed blocks…</source>
        <translation>&amp;Експортувати змінені блоки…</translation>
    </message>
    <message>
        <source>Write the list of blocks that changed into a file</source>
        <translation>Записати список змінених блоків до файла</translation>
    </message>
    <message>
        <source>Sc&amp;hedule checkpoints…</source>
        <translation>Запла&amp;нувати контрольні точки…</translation>
    </message>
    <message>
        <source>Have checkpoints taken by themselves</source>
        <translation>Створювати контрольні точки автоматично</translation>
    </message>
    <message>
        <source>Resi&amp;ze…</source>
        <translation>Змінити &amp;розмір…</translation>
    </message>
    <message>
        <source>Take in the sizes that the origin and the metadata device have now</source>
        <translation>Врахувати поточні розміри джерела й пристрою метаданих</translation>
    </message>
    <message>
        <source>S&amp;uspend</source>
        <translation>&amp;Призупинити</translation>
    </message>
    <message>
        <source>Hold every request, so that the origin is at rest</source>
        <translation>Притримати всі запити, щоб до джерела не було звернень</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>&amp;Відновити роботу</translation>
    </message>
    <message>
        <source>Let the requests that wait go on, in a new era</source>
        <translation>Продовжити виконання запитів, що чекають, у новій ері</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>З&amp;апустити</translation>
    </message>
    <message>
        <source>Serve the device</source>
        <translation>Обслуговувати пристрій</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>З&amp;упинити</translation>
    </message>
    <message>
        <source>Stop serving the device; it is refused while somebody uses it</source>
        <translation>Припинити обслуговування пристрою; якщо ним хтось користується, буде відмовлено</translation>
    </message>
    <message>
        <source>Restart with the &amp;installed version</source>
        <translation>Перезапу&amp;стити зі встановленою версією</translation>
    </message>
    <message>
        <source>Let a new process serve the device while it is in use</source>
        <translation>Передати пристрій новому процесу під час використання</translation>
    </message>
    <message>
        <source>Check and re&amp;pair…</source>
        <translation>Перев&amp;ірити й виправити…</translation>
    </message>
    <message>
        <source>What to do about metadata that is damaged</source>
        <translation>Що робити з пошкодженими метаданими</translation>
    </message>
    <message>
        <source>Re&amp;move…</source>
        <translation>Ви&amp;лучити…</translation>
    </message>
    <message>
        <source>Forget the device; origin and metadata keep what is on them</source>
        <translation>Забути пристрій; вміст джерела й метаданих зберігається</translation>
    </message>
    <message>
        <source>Copy the path of the block device to use</source>
        <translation>Копіювати шлях до блокового пристрою, яким слід користуватися</translation>
    </message>
    <message>
        <source>No device is chosen.</source>
        <translation>Не вибрано жодного пристрою.</translation>
    </message>
    <message>
        <source>The service is not answering.</source>
        <translation>Служба не відповідає.</translation>
    </message>
    <message>
        <source>It is under way.</source>
        <translation>Виконується.</translation>
    </message>
    <message>
        <source>%1
Not now: %2</source>
        <translation>%1
Зараз неможливо: %2</translation>
    </message>
    <message>
        <source>Your account may not do this (%1).</source>
        <translation>Вашому обліковому запису це не дозволено (%1).</translation>
    </message>
    <message>
        <source>The device is stopped.</source>
        <translation>Пристрій зупинено.</translation>
    </message>
    <message>
        <source>The device is not running as it should: %1.</source>
        <translation>Пристрій не працює належним чином: %1.</translation>
    </message>
    <message>
        <source>One is held already.</source>
        <translation>Знімок уже утримується.</translation>
    </message>
    <message>
        <source>None is held.</source>
        <translation>Жодного знімка не утримується.</translation>
    </message>
    <message>
        <source>It is suspended already.</source>
        <translation>Роботу вже призупинено.</translation>
    </message>
    <message>
        <source>It is not suspended.</source>
        <translation>Роботу не призупинено.</translation>
    </message>
    <message>
        <source>It is started already.</source>
        <translation>Пристрій уже запущено.</translation>
    </message>
    <message>
        <source>It is stopped already.</source>
        <translation>Пристрій уже зупинено.</translation>
    </message>
    <message>
        <source>A device behind FUSE does not outlive its process: stop and start it.</source>
        <translation>Пристрій, що працює через FUSE, не переживе завершення свого процесу: зупиніть його й запустіть.</translation>
    </message>
    <message>
        <source>Nothing is known to be wrong with it.</source>
        <translation>Про негаразди з ним нічого не відомо.</translation>
    </message>
    <message>
        <source>It is not stopped: stop it first.</source>
        <translation>Пристрій не зупинено: спершу зупиніть його.</translation>
    </message>
    <message>
        <source>Era %1 began.</source>
        <translation>Почалася ера %1.</translation>
    </message>
    <message>
        <source>A metadata snapshot is held.</source>
        <translation>Знімок метаданих утримується.</translation>
    </message>
    <message>
        <source>Drop the metadata snapshot of %1?</source>
        <translation>Звільнити знімок метаданих пристрою %1?</translation>
    </message>
    <message>
        <source>Tools that read it at the moment fail. What the device remembers stays.</source>
        <translation>Засоби, які зараз його читають, отримають помилку. Те, що пам’ятає пристрій, збережеться.</translation>
    </message>
    <message>
        <source>Drop</source>
        <translation>Звільнити</translation>
    </message>
    <message>
        <source>Suspend %1?</source>
        <translation>Призупинити роботу пристрою %1?</translation>
    </message>
    <message>
        <source>Whoever reads or writes waits until the device is resumed, this desktop too if it needs the device. File systems on it should be frozen before.</source>
        <translation>Усі, хто читає чи записує, чекатимуть, доки роботу пристрою не буде відновлено, зокрема й цей робочий стіл, якщо він потребує пристрою. Файлові системи на ньому слід спершу заморозити.</translation>
    </message>
    <message>
        <source>Suspend</source>
        <translation>Призупинити</translation>
    </message>
    <message>
        <source>Stop %1?</source>
        <translation>Зупинити пристрій %1?</translation>
    </message>
    <message>
        <source>The block device goes away; writes to the origin are not tracked until it is started again. It is refused while somebody uses the device.</source>
        <translation>Блоковий пристрій зникне; записи до джерела не відстежуватимуться, доки його не буде запущено знову. Якщо пристроєм хтось користується, у зупинці буде відмовлено.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Зупинити</translation>
    </message>
    <message>
        <source>Remove %1?</source>
        <translation>Вилучити пристрій %1?</translation>
    </message>
    <message>
        <source>Its configuration is forgotten. What is on the origin and on the metadata device stays as it is.</source>
        <translation>Налаштування пристрою буде забуто. Вміст джерела й пристрою метаданих залишиться без змін.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Вилучити</translation>
    </message>
    <message>
        <source>Drop metadata snapshot</source>
        <translation>Звільнити знімок метаданих</translation>
    </message>
    <message>
        <source>Copy de&amp;vice path</source>
        <translation>Копіювати &amp;шлях до пристрою</translation>
    </message>
    <message>
        <source>%1
A password will be asked for.</source>
        <translation>%1
Потрібно буде ввести пароль.</translation>
    </message>
</context>
<context>
    <name>blkera::DeviceModel</name>
    <message>
        <source>%1 · era %2</source>
        <translation>%1 · ера %2</translation>
    </message>
    <message>
        <source>%1 in front of %2</source>
        <translation>%1 перед %2</translation>
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
        <translation>блоки по %1</translation>
    </message>
    <message>
        <source>origin %1</source>
        <translation>джерело %1</translation>
    </message>
    <message>
        <source>checkpoints: %1</source>
        <translation>контрольні точки: %1</translation>
    </message>
    <message>
        <source>Eras that are looked at</source>
        <translation>Вибрані ери</translation>
    </message>
    <message>
        <source>Look at all eras again</source>
        <translation>Повернутися до всіх ер</translation>
    </message>
    <message>
        <source>Ma&amp;p</source>
        <translation>&amp;Карта</translation>
    </message>
    <message>
        <source>Re&amp;gions</source>
        <translation>Д&amp;ілянки</translation>
    </message>
    <message>
        <source>Er&amp;as</source>
        <translation>&amp;Ери</translation>
    </message>
    <message>
        <source>What is known about the device</source>
        <translation>Що відомо про пристрій</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Пристрій</translation>
    </message>
    <message>
        <source>Facts about the device</source>
        <translation>Відомості про пристрій</translation>
    </message>
    <message>
        <source>M&amp;ore</source>
        <translation>&amp;Більше</translation>
    </message>
    <message>
        <source>Metadata snapshot</source>
        <translation>Знімок метаданих</translation>
    </message>
    <message>
        <source>The metadata is %1 % full. When it is full, writes to blocks that are not marked fail, and no checkpoint is taken.</source>
        <translation>Метадані заповнено на %1 %. Коли їх буде заповнено повністю, записи до непозначених блоків завершуватимуться помилкою, а контрольні точки не створюватимуться.</translation>
    </message>
    <message>
        <source>A metadata snapshot is held, at metadata block %1. Offline tools can read it while the device is in use.</source>
        <translation>Утримується знімок метаданих, у блоці метаданих %1. Автономні засоби можуть читати його під час використання пристрою.</translation>
    </message>
    <message>
        <source>No metadata snapshot is held. One is needed only by offline tools that read the metadata while the device is in use; lists and maps do without.</source>
        <translation>Знімок метаданих не утримується. Він потрібен лише автономним засобам, які читають метадані під час використання пристрою; списки й карти обходяться без нього.</translation>
    </message>
    <message>
        <source>since era %1  ✕</source>
        <translation>від ери %1  ✕</translation>
    </message>
    <message>
        <source>eras %1 to %2  ✕</source>
        <translation>ери від %1 до %2  ✕</translation>
    </message>
    <message>
        <source>Snapsho&amp;ts</source>
        <translation>&amp;Знімки</translation>
    </message>
    <message>
        <source>Activit&amp;y</source>
        <translation>&amp;Активність</translation>
    </message>
    <message>
        <source>This kernel has no ublk, so FUSE serves the device: slower, and it does not outlive its process. Load the module (modprobe ublk_drv), then stop the device and start it.</source>
        <translation>Це ядро не має ublk, тому пристрій обслуговує FUSE: це повільніше, і пристрій не переживе завершення свого процесу. Завантажте модуль (modprobe ublk_drv), потім зупиніть пристрій і запустіть його.</translation>
    </message>
</context>
<context>
    <name>blkera::EraModel</name>
    <message>
        <source>%1 so far</source>
        <translation>поки що %1</translation>
    </message>
    <message>
        <source>Era %1: %2, by %3</source>
        <translation>Ера %1: %2, користувач %3</translation>
    </message>
    <message>
        <source>Era %1: %2</source>
        <translation>Ера %1: %2</translation>
    </message>
    <message>
        <source>It is not known when it began</source>
        <translation>Невідомо, коли вона почалася</translation>
    </message>
    <message>
        <source>began %1, %2</source>
        <comment>a time and how long</comment>
        <translation>початок: %1, тривалість: %2</translation>
    </message>
    <message>
        <source>began %1</source>
        <translation>початок: %1</translation>
    </message>
    <message>
        <source>what is written is counted when it ends</source>
        <translation>обсяг записаного буде підраховано, коли ера завершиться</translation>
    </message>
    <message>
        <source>it is not known how much was written</source>
        <translation>невідомо, скільки записано</translation>
    </message>
    <message>
        <source>of several devices at one moment: group %1</source>
        <translation>почалася на кількох пристроях в один момент: група %1</translation>
    </message>
    <message>
        <source>rebuilt from the metadata: blocks that were written again later are not counted</source>
        <translation>відтворено з метаданих: блоки, записані пізніше ще раз, не враховано</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a heading and what is below it</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Era</source>
        <translation>Ера</translation>
    </message>
    <message>
        <source>Began</source>
        <translation>Початок</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Тривалість</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>Причина</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Користувач</translation>
    </message>
    <message>
        <source>Blocks</source>
        <translation>Блоки</translation>
    </message>
    <message>
        <source>Written</source>
        <translation>Записано</translation>
    </message>
    <message numerus="yes">
        <source>%1 block(s) marked, %2 written</source>
        <translation>
            <numerusform>позначено блоків: %1, записано: %2</numerusform>
            <numerusform>позначено блоків: %1, записано: %2</numerusform>
            <numerusform>позначено блоків: %1, записано: %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 block(s) marked</source>
        <translation>
            <numerusform>позначено блоків: %1</numerusform>
            <numerusform>позначено блоків: %1</numerusform>
            <numerusform>позначено блоків: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>blkera::EraRangeFields</name>
    <message>
        <source>Take a chec&amp;kpoint first</source>
        <translation>Спершу створити &amp;контрольну точку</translation>
    </message>
    <message>
        <source>the first</source>
        <translation>перша</translation>
    </message>
    <message>
        <source>now</source>
        <translation>поточна</translation>
    </message>
    <message>
        <source>&amp;Since era:</source>
        <translation>Ві&amp;д ери:</translation>
    </message>
    <message>
        <source>&amp;Until era:</source>
        <translation>Д&amp;о ери:</translation>
    </message>
    <message>
        <source>There is no such era yet.</source>
        <translation>Такої ери ще немає.</translation>
    </message>
    <message>
        <source>The first era is after the last one.</source>
        <translation>Початкова ера пізніша за кінцеву.</translation>
    </message>
    <message>
        <source>Every block, those that were never written too.</source>
        <translation>Усі блоки, навіть ті, які ніколи не записувалися.</translation>
    </message>
    <message>
        <source>Began %1.</source>
        <translation>Початок: %1.</translation>
    </message>
    <message>
        <source>Looking when it began…</source>
        <translation>Визначення часу початку…</translation>
    </message>
    <message>
        <source>When it began is not known.</source>
        <translation>Невідомо, коли вона почалася.</translation>
    </message>
    <message>
        <source>Era %1 is still open: writes that are under way may be missing. Take a checkpoint first to have an end.</source>
        <translation>Ера %1 ще триває: записи, які зараз виконуються, можуть не потрапити до списку. Щоб вона завершилася, спершу створіть контрольну точку.</translation>
    </message>
    <message>
        <source>Ended %1.</source>
        <translation>Кінець: %1.</translation>
    </message>
    <message>
        <source>Looking when it ended…</source>
        <translation>Визначення часу завершення…</translation>
    </message>
    <message>
        <source>When it ended is not known.</source>
        <translation>Невідомо, коли вона закінчилася.</translation>
    </message>
</context>
<context>
    <name>blkera::EraTimelineView</name>
    <message numerus="yes">
        <source>%n era(s) are shown. %1</source>
        <translation>
            <numerusform>Показано %n еру. %1</numerusform>
            <numerusform>Показано %n ери. %1</numerusform>
            <numerusform>Показано %n ер. %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Left and Right go from era to era, with Control to the next pin or flag, and with Shift they choose. Return chooses from this era on, Escape all eras.</source>
        <translation>Стрілки ліворуч і праворуч — перехід від ери до ери, з Ctrl — до наступної шпильки чи прапорця, із Shift — вибір. Return вибирає від цієї ери й далі, Escape — усі ери.</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Збільшити</translation>
    </message>
    <message>
        <source>+</source>
        <comment>zoom in</comment>
        <translation>+</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Зменшити</translation>
    </message>
    <message>
        <source>−</source>
        <comment>zoom out</comment>
        <translation>−</translation>
    </message>
    <message>
        <source>Show all eras</source>
        <translation>Показати всі ери</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Вписати</translation>
    </message>
    <message>
        <source>Back to the previous part</source>
        <translation>Назад до попередньої частини</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Назад</translation>
    </message>
    <message>
        <source>Forward to the next part</source>
        <translation>Вперед до наступної частини</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Вперед</translation>
    </message>
    <message>
        <source>Scroll in time</source>
        <translation>Прокрутити в часі</translation>
    </message>
    <message>
        <source>Eras</source>
        <translation>Ери</translation>
    </message>
    <message>
        <source>Eras of %1</source>
        <translation>Ери пристрою %1</translation>
    </message>
    <message>
        <source>All eras</source>
        <translation>Усі ери</translation>
    </message>
    <message>
        <source>Chosen: since era %1</source>
        <translation>Вибрано: від ери %1</translation>
    </message>
    <message>
        <source>Chosen: eras %1 to %2</source>
        <translation>Вибрано: ери від %1 до %2</translation>
    </message>
    <message>
        <source>The eras are not known: %1</source>
        <translation>Ери невідомі: %1</translation>
    </message>
    <message>
        <source>Asking for the eras…</source>
        <translation>Запит ер…</translation>
    </message>
    <message>
        <source>There are no eras yet</source>
        <translation>Ер ще немає</translation>
    </message>
    <message>
        <source>a metadata snapshot is held since it began</source>
        <translation>від її початку утримується знімок метаданих</translation>
    </message>
    <message>
        <source>A bar is an era: as wide as it was long, and as high as much was written, on a logarithmic scale. A pin is a snapshot, a flag a start of the device, a cross a start after a crash, a diamond a change of size.</source>
        <translation>Стовпчик — це ера: ширина показує її тривалість, а висота — скільки записано, у логарифмічному масштабі. Шпилька — знімок, прапорець — запуск пристрою, хрестик — запуск після аварії, ромб — зміна розміру.</translation>
    </message>
    <message numerus="yes">
        <source>%n era(s) here, %1 to %2, from %3 on · blocks marked: %4</source>
        <translation>
            <numerusform>Тут %n ера (від %1 до %2), початок: %3 · позначено блоків: %4</numerusform>
            <numerusform>Тут %n ери (від %1 до %2), початок: %3 · позначено блоків: %4</numerusform>
            <numerusform>Тут %n ер (від %1 до %2), початок: %3 · позначено блоків: %4</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>blkera::ErasPage</name>
    <message>
        <source>Try again</source>
        <translation>Спробувати ще раз</translation>
    </message>
    <message>
        <source>Eras</source>
        <translation>Ери</translation>
    </message>
    <message>
        <source>On the map and in the table of regions</source>
        <translation>На карті й у таблиці ділянок</translation>
    </message>
    <message>
        <source>Select an era first</source>
        <translation>Спершу виберіть еру</translation>
    </message>
    <message>
        <source>Eras could not be read: %1</source>
        <translation>Не вдалося прочитати ери: %1</translation>
    </message>
    <message>
        <source>The newest %1 eras; scroll down for older ones</source>
        <translation>Показано найновіші ери (%1); прокрутіть донизу, щоб побачити давніші</translation>
    </message>
    <message numerus="yes">
        <source>%n era(s)</source>
        <translation>
            <numerusform>%n ера</numerusform>
            <numerusform>%n ери</numerusform>
            <numerusform>%n ер</numerusform>
        </translation>
    </message>
    <message>
        <source>Asking for the eras…</source>
        <translation>Запит ер…</translation>
    </message>
    <message>
        <source>There are no eras yet: the first one begins when the device is started</source>
        <translation>Ер ще немає: перша почнеться, коли пристрій буде запущено</translation>
    </message>
    <message>
        <source>Sho&amp;w changes of these eras</source>
        <translation>Показати змі&amp;ни в цих ерах</translation>
    </message>
    <message>
        <source>Sho&amp;w changes since this era</source>
        <translation>Показати змі&amp;ни від цієї ери</translation>
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
        <translation>Час</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Важливість</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Пристрій</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Подія</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Подробиці</translation>
    </message>
</context>
<context>
    <name>blkera::ExportDialog</name>
    <message>
        <source>&amp;Browse…</source>
        <translation>&amp;Вибрати…</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Відкрити теку</translation>
    </message>
    <message>
        <source>Export the changed blocks of %1</source>
        <translation>Експорт змінених блоків пристрою %1</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>&amp;Експортувати</translation>
    </message>
    <message>
        <source>XML, as era_invalidate prints it</source>
        <translation>XML, у вигляді, як в era_invalidate</translation>
    </message>
    <message>
        <source>JSON, with offsets in bytes</source>
        <translation>JSON, зі зміщеннями в байтах</translation>
    </message>
    <message>
        <source>&amp;Format:</source>
        <translation>&amp;Формат:</translation>
    </message>
    <message>
        <source>&amp;Into file:</source>
        <translation>&amp;У файл:</translation>
    </message>
    <message>
        <source>First rows of the list</source>
        <translation>Перші рядки списку</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Результат</translation>
    </message>
    <message>
        <source>Write the list into</source>
        <translation>Записати список до</translation>
    </message>
    <message>
        <source>The device has to be started first.</source>
        <translation>Спершу слід запустити пристрій.</translation>
    </message>
    <message>
        <source>Give the whole path of a file.</source>
        <translation>Вкажіть повний шлях до файла.</translation>
    </message>
    <message>
        <source>Beginning a new era…</source>
        <translation>Початок нової ери…</translation>
    </message>
    <message>
        <source>Era %1 ended; the list goes up to it.</source>
        <translation>Ера %1 завершилася; список охоплює все до неї включно.</translation>
    </message>
    <message>
        <source>Looking at %1…</source>
        <translation>Перевірка %1…</translation>
    </message>
    <message>
        <source>There is no folder %1.</source>
        <translation>Теки %1 немає.</translation>
    </message>
    <message>
        <source>%1 is a folder: give a file in it.</source>
        <translation>%1 — тека: вкажіть файл у ній.</translation>
    </message>
    <message>
        <source>%1 is not a file, and would be overwritten.</source>
        <translation>%1 — не файл, і його було б перезаписано.</translation>
    </message>
    <message>
        <source>Replace %1?</source>
        <translation>Замінити %1?</translation>
    </message>
    <message>
        <source>There is a file %1 already. It is replaced when the list is complete.</source>
        <translation>Файл %1 уже існує. Його буде замінено, коли список буде повним.</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Замінити</translation>
    </message>
    <message>
        <source>Opening %1…</source>
        <translation>Відкриття %1…</translation>
    </message>
    <message>
        <source>Asking for the list…</source>
        <translation>Запит списку…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Скасувати</translation>
    </message>
    <message>
        <source>Writing the list…</source>
        <translation>Запис списку…</translation>
    </message>
    <message>
        <source>Writing the list: %1 %</source>
        <translation>Запис списку: %1 %</translation>
    </message>
    <message numerus="yes">
        <source>Writing the list: %1 %, %n second(s) left</source>
        <translation>
            <numerusform>Запис списку: %1 %, залишилася %n секунда</numerusform>
            <numerusform>Запис списку: %1 %, залишилося %n секунди</numerusform>
            <numerusform>Запис списку: %1 %, залишилося %n секунд</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Writing the list: %1 %, %n minute(s) left</source>
        <translation>
            <numerusform>Запис списку: %1 %, залишилася %n хвилина</numerusform>
            <numerusform>Запис списку: %1 %, залишилося %n хвилини</numerusform>
            <numerusform>Запис списку: %1 %, залишилося %n хвилин</numerusform>
        </translation>
    </message>
    <message>
        <source>Giving the list up…</source>
        <translation>Скасування списку…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрити</translation>
    </message>
    <message>
        <source>The list was given up. Nothing was left behind.</source>
        <translation>Створення списку скасовано. Жодного файла не залишено.</translation>
    </message>
    <message>
        <source>Reading %1 again for its sum…</source>
        <translation>Повторне читання %1 для контрольної суми…</translation>
    </message>
    <message numerus="yes">
        <source>%1
%n range(s), %2, sha256 %3</source>
        <translation>
            <numerusform>%1
%n діапазон, %2, sha256 %3</numerusform>
            <numerusform>%1
%n діапазони, %2, sha256 %3</numerusform>
            <numerusform>%1
%n діапазонів, %2, sha256 %3</numerusform>
        </translation>
    </message>
    <message>
        <source>The list has more than it should: of %1 blocks, %2 were written later, and perhaps in these eras. No block is missing.</source>
        <translation>Список може містити зайве: блоків у ньому %1, з них %2 записано пізніше, а можливо, і в цих ерах. Жодного блока не пропущено.</translation>
    </message>
    <message numerus="yes">
        <source>%n block(s) are listed.</source>
        <translation>
            <numerusform>У списку %n блок.</numerusform>
            <numerusform>У списку %n блоки.</numerusform>
            <numerusform>У списку %n блоків.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>blkera::JobModel</name>
    <message>
        <source>It has ended</source>
        <translation>Завдання завершилося</translation>
    </message>
    <message>
        <source>The service is not answering</source>
        <translation>Служба не відповідає</translation>
    </message>
    <message>
        <source>Cancelling was asked for</source>
        <translation>Запит на скасування надіслано</translation>
    </message>
    <message>
        <source>This cannot be cancelled: it would leave the device in between</source>
        <translation>Це не можна скасувати: пристрій залишився б у проміжному стані</translation>
    </message>
    <message>
        <source>Cancel it before it is done</source>
        <translation>Скасувати, не чекаючи на завершення</translation>
    </message>
    <message>
        <source>No running jobs</source>
        <translation>Немає поточних завдань</translation>
    </message>
    <message numerus="yes">
        <source>%n running job(s)</source>
        <translation>
            <numerusform>%n поточне завдання</numerusform>
            <numerusform>%n поточні завдання</numerusform>
            <numerusform>%n поточних завдань</numerusform>
        </translation>
    </message>
    <message>
        <source>%1/s</source>
        <comment>a size per second</comment>
        <translation>%1/с</translation>
    </message>
    <message>
        <source>running for %1</source>
        <translation>триває %1</translation>
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
        <translation>%1 після %2 роботи: %3</translation>
    </message>
    <message>
        <source>%1 after %2</source>
        <comment>an outcome, a duration</comment>
        <translation>%1 після %2 роботи</translation>
    </message>
    <message>
        <source>%1, as of %2; the service is not answering</source>
        <comment>progress, a time</comment>
        <translation>%1 станом на %2; служба не відповідає</translation>
    </message>
    <message>
        <source>Cancelling · %1</source>
        <translation>Скасування · %1</translation>
    </message>
    <message>
        <source>%1 · not cancelled: %2</source>
        <comment>progress, why</comment>
        <translation>%1 · не скасовано: %2</translation>
    </message>
    <message>
        <source>Cancelling</source>
        <translation>Скасування</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>an operation and its device</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Begun %1 by %2</source>
        <translation>Початок: %1, користувач: %2</translation>
    </message>
    <message>
        <source>%1, %2: %3</source>
        <comment>operation and device, state, details</comment>
        <translation>%1, %2: %3</translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>Операція</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Пристрій</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Стан</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Поступ</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Користувач</translation>
    </message>
    <message numerus="yes">
        <source>%1 block(s)/s</source>
        <translation>
            <numerusform>%1 блок/с</numerusform>
            <numerusform>%1 блоки/с</numerusform>
            <numerusform>%1 блоків/с</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>blkera::JobRow</name>
    <message>
        <source>Cancel</source>
        <translation>Скасувати</translation>
    </message>
    <message>
        <source>Report…</source>
        <translation>Показати звіт…</translation>
    </message>
    <message>
        <source>Progress: %1</source>
        <translation>Поступ: %1</translation>
    </message>
    <message>
        <source>Cancel: %1</source>
        <translation>Скасувати: %1</translation>
    </message>
    <message>
        <source>Report: %1</source>
        <translation>Звіт: %1</translation>
    </message>
</context>
<context>
    <name>blkera::JobWizard</name>
    <message>
        <source>done</source>
        <comment>state of a step</comment>
        <translation>виконано</translation>
    </message>
    <message>
        <source>now</source>
        <comment>state of a step</comment>
        <translation>зараз</translation>
    </message>
    <message>
        <source>failed</source>
        <comment>state of a step</comment>
        <translation>збій</translation>
    </message>
    <message>
        <source>waiting</source>
        <comment>state of a step</comment>
        <translation>очікує</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Крок</translation>
    </message>
    <message>
        <source>What happens in this step</source>
        <translation>Що відбувається на цьому кроці</translation>
    </message>
    <message>
        <source>What is under way</source>
        <translation>Що виконується</translation>
    </message>
    <message>
        <source>Why it cannot go on yet</source>
        <translation>Чому ще не можна продовжити</translation>
    </message>
    <message>
        <source>What is the case if it is left here</source>
        <translation>Що буде, якщо зупинитися тут</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Кроки</translation>
    </message>
    <message>
        <source>Progress of this step</source>
        <translation>Поступ цього кроку</translation>
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
        <translation>Крок %1, %2: %3</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрити</translation>
    </message>
    <message>
        <source>&amp;Stop and keep</source>
        <translation>&amp;Зупинити й залишити</translation>
    </message>
    <message>
        <source>If you stop here: %1</source>
        <translation>Якщо зупинитися тут: %1</translation>
    </message>
    <message>
        <source>&amp;This cannot be taken back. To go on, type the name of the device: %1</source>
        <translation>&amp;Цю дію не можна скасувати. Щоб продовжити, введіть назву пристрою: %1</translation>
    </message>
    <message>
        <source>Name of the device, %1</source>
        <translation>Назва пристрою, %1</translation>
    </message>
    <message>
        <source>It is driven by %1.</source>
        <translation>Цим керує %1.</translation>
    </message>
</context>
<context>
    <name>blkera::JobsPanel</name>
    <message>
        <source>Jobs</source>
        <translation>Завдання</translation>
    </message>
    <message>
        <source>No jobs. Whatever takes longer is shown here while it goes on, and for ten minutes after its end.</source>
        <translation>Завдань немає. Усе тривале показується тут під час виконання й упродовж десяти хвилин після завершення.</translation>
    </message>
    <message numerus="yes">
        <source>%n older job(s) are not shown</source>
        <translation>
            <numerusform>Ще %n давніше завдання не показано</numerusform>
            <numerusform>Ще %n давніші завдання не показано</numerusform>
            <numerusform>Ще %n давніших завдань не показано</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>blkera::MainWindow</name>
    <message>
        <source>Jobs</source>
        <translation>Завдання</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>&amp;New device…</source>
        <translation>&amp;Створити пристрій…</translation>
    </message>
    <message>
        <source>Put a device that remembers eras in front of another one</source>
        <translation>Поставити пристрій, що запам’ятовує ери, перед іншим</translation>
    </message>
    <message>
        <source>Checkpoint &amp;several…</source>
        <translation>Створити &amp;контрольну точку на кількох пристроях…</translation>
    </message>
    <message>
        <source>Begin a new era on several devices at one moment</source>
        <translation>Почати нову еру на кількох пристроях в один момент</translation>
    </message>
    <message>
        <source>&amp;Reload the configuration</source>
        <translation>&amp;Перечитати налаштування</translation>
    </message>
    <message>
        <source>Take in what was changed in the configuration files</source>
        <translation>Врахувати зміни у файлах налаштувань</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>Спробувати &amp;ще раз</translation>
    </message>
    <message>
        <source>Ask the service again</source>
        <translation>Знову звернутися до служби</translation>
    </message>
    <message>
        <source>&amp;Copy command</source>
        <translation>&amp;Копіювати команду</translation>
    </message>
    <message>
        <source>Copy the command that shows what is the matter with the service</source>
        <translation>Копіювати команду, що показує, що не так зі службою</translation>
    </message>
    <message>
        <source>&amp;Find a device</source>
        <translation>З&amp;найти пристрій</translation>
    </message>
    <message>
        <source>Type a part of its name</source>
        <translation>Введіть частину його назви</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>Ви&amp;йти</translation>
    </message>
    <message>
        <source>Close the window; jobs go on</source>
        <translation>Закрити вікно; завдання виконуватимуться далі</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Файл</translation>
    </message>
    <message>
        <source>&amp;Device</source>
        <translation>П&amp;ристрій</translation>
    </message>
    <message>
        <source>Copy as c&amp;ommand</source>
        <translation>Копіювати &amp;як команду</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Перегляд</translation>
    </message>
    <message>
        <source>&amp;Appearance</source>
        <translation>&amp;Оформлення</translation>
    </message>
    <message>
        <source>As the &amp;desktop</source>
        <translation>Як у &amp;системі</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>С&amp;вітле</translation>
    </message>
    <message>
        <source>Dar&amp;k</source>
        <translation>&amp;Темне</translation>
    </message>
    <message>
        <source>&amp;High contrast</source>
        <translation>Висока &amp;контрастність</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Довідка</translation>
    </message>
    <message>
        <source>&amp;About Block Eras</source>
        <translation>&amp;Про Block Eras</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>Пристрої</translation>
    </message>
    <message>
        <source>Find a device (F3)</source>
        <translation>Знайти пристрій (F3)</translation>
    </message>
    <message>
        <source>Find a device</source>
        <translation>Знайти пристрій</translation>
    </message>
    <message>
        <source>&amp;Jobs</source>
        <translation>&amp;Завдання</translation>
    </message>
    <message>
        <source>Running jobs</source>
        <translation>Поточні завдання</translation>
    </message>
    <message>
        <source>%1: a job failed</source>
        <translation>%1: завдання не виконано</translation>
    </message>
    <message>
        <source>The era service is not answering; what is shown is as of %1.</source>
        <translation>Служба ер не відповідає; показано стан на %1.</translation>
    </message>
    <message>
        <source>The history cannot be written at present: %1</source>
        <translation>Наразі не вдається записати історію: %1</translation>
    </message>
    <message>
        <source>No era devices yet.</source>
        <translation>Пристроїв з обліком ер ще немає.</translation>
    </message>
    <message>
        <source>A device of that kind stands in front of another one and remembers, before each write, which blocks changed in which era. Backups and rolled back caches need only those.</source>
        <translation>Такий пристрій стоїть перед іншим і перед кожним записом запам’ятовує, які блоки змінилися в якій ері. Резервним копіям і кешам після відкату потрібні лише вони.</translation>
    </message>
    <message>
        <source>Asking the era service…</source>
        <translation>Запит до служби ер…</translation>
    </message>
    <message>
        <source>The era service is not answering.</source>
        <translation>Служба ер не відповідає.</translation>
    </message>
    <message>
        <source>The unit is blkerad.service; %1.</source>
        <translation>Юніт systemd: blkerad.service; %1.</translation>
    </message>
    <message>
        <source>The era service is not running.</source>
        <translation>Служба ер не працює.</translation>
    </message>
    <message>
        <source>There is no system bus.</source>
        <translation>Немає системної шини.</translation>
    </message>
    <message>
        <source>The service is of another version than this program.</source>
        <translation>Версія служби відрізняється від версії цієї програми.</translation>
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
        <translation>Про Block Eras</translation>
    </message>
    <message>
        <source>Block Eras %1</source>
        <translation>Block Eras %1</translation>
    </message>
    <message>
        <source>Shows which blocks of a device changed, era by era, and leads through what can be done with that. The service is version %1.

Free software under the GNU General Public License, version 2 or later.</source>
        <translation>Показує, які блоки пристрою змінилися, ера за ерою, і крок за кроком допомагає цим скористатися. Версія служби: %1.

Вільне програмне забезпечення на умовах GNU General Public License версії 2 або новішої.</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>невідома</translation>
    </message>
    <message>
        <source>&amp;Copy diagnostics</source>
        <translation>&amp;Копіювати діагностику</translation>
    </message>
    <message>
        <source>Copied: what a report about a problem needs.</source>
        <translation>Скопійовано дані, потрібні для повідомлення про проблему.</translation>
    </message>
    <message>
        <source>&amp;Refresh</source>
        <translation>Оно&amp;вити</translation>
    </message>
    <message>
        <source>Ask the service again for what is shown</source>
        <translation>Знову запитати в служби те, що показано</translation>
    </message>
</context>
<context>
    <name>blkera::MapLegend</name>
    <message>
        <source>Legend</source>
        <translation>Легенда</translation>
    </message>
    <message>
        <source>Share of changed blocks: from %1 to %2, a step a decade</source>
        <translation>Частка змінених блоків: від %1 до %2, кожна поділка — удесятеро більше</translation>
    </message>
    <message>
        <source>Era of the last write: from %1 to %2</source>
        <translation>Ера останнього запису: від %1 до %2</translation>
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
        <translation>ера %1</translation>
    </message>
    <message>
        <source>none</source>
        <translation>нічого</translation>
    </message>
    <message>
        <source>not known yet</source>
        <translation>ще невідомо</translation>
    </message>
    <message>
        <source>highlighted</source>
        <translation>виділено</translation>
    </message>
</context>
<context>
    <name>blkera::MapOverviewBar</name>
    <message>
        <source>Whole device</source>
        <translation>Увесь пристрій</translation>
    </message>
    <message>
        <source>Left and Right move the part that the map shows</source>
        <translation>Стрілки ліворуч і праворуч пересувають частину, показану на карті</translation>
    </message>
    <message>
        <source>The whole device; the frame is what the map shows. Drag it, or use the arrow keys.</source>
        <translation>Увесь пристрій; рамка — це те, що показує карта. Перетягніть її або скористайтеся клавішами зі стрілками.</translation>
    </message>
    <message>
        <source>The map shows %1 to %2 of %3</source>
        <translation>Карта показує від %1 до %2 з %3</translation>
    </message>
</context>
<context>
    <name>blkera::MapPage</name>
    <message>
        <source>Cell</source>
        <translation>Клітинка</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>Підсумок</translation>
    </message>
    <message>
        <source>Show changes</source>
        <translation>Показати зміни</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Спробувати ще раз</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Копіювати</translation>
    </message>
    <message>
        <source>Copy the summary</source>
        <translation>Копіювати підсумок</translation>
    </message>
    <message>
        <source>Copy the sentence</source>
        <translation>Копіювати речення</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Назад</translation>
    </message>
    <message>
        <source>Back to what was shown before</source>
        <translation>Назад до показаного раніше</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Вперед</translation>
    </message>
    <message>
        <source>Forward to what was shown after</source>
        <translation>Вперед до показаного пізніше</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Збільшити</translation>
    </message>
    <message>
        <source>Zoom in at the cursor</source>
        <translation>Збільшити в місці курсора</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Зменшити</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Вписати</translation>
    </message>
    <message>
        <source>Show the whole device</source>
        <translation>Показати весь пристрій</translation>
    </message>
    <message>
        <source>1:1</source>
        <translation>1:1</translation>
    </message>
    <message>
        <source>Show single blocks</source>
        <translation>Показати окремі блоки</translation>
    </message>
    <message>
        <source>How much changed</source>
        <translation>Скільки змінилося</translation>
    </message>
    <message>
        <source>Newest era</source>
        <translation>Найновіша ера</translation>
    </message>
    <message>
        <source>What colours say</source>
        <translation>Що означають кольори</translation>
    </message>
    <message>
        <source>Blue to yellow</source>
        <translation>Від синього до жовтого</translation>
    </message>
    <message>
        <source>Purple to yellow</source>
        <translation>Від фіолетового до жовтого</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>Сірий</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Кольори</translation>
    </message>
    <message>
        <source>Map of changed blocks</source>
        <translation>Карта змінених блоків</translation>
    </message>
    <message>
        <source>Map of changed blocks of %1</source>
        <translation>Карта змінених блоків пристрою %1</translation>
    </message>
    <message>
        <source>Which blocks changed is not known yet.</source>
        <translation>Ще невідомо, які блоки змінилися.</translation>
    </message>
    <message>
        <source>No device is chosen.</source>
        <translation>Не вибрано жодного пристрою.</translation>
    </message>
    <message>
        <source>There is no map of %1 at present.</source>
        <translation>Наразі карти пристрою %1 немає.</translation>
    </message>
    <message>
        <source>Which blocks changed can be seen while the device runs. Start it first.</source>
        <translation>Які блоки змінилися, видно, коли пристрій працює. Спершу запустіть його.</translation>
    </message>
    <message>
        <source>Seeing which blocks changed needs authorisation</source>
        <translation>Щоб побачити, які блоки змінилися, потрібна авторизація</translation>
    </message>
    <message>
        <source>The map could not be read.</source>
        <translation>Не вдалося прочитати карту.</translation>
    </message>
    <message>
        <source>The whole device is shown already</source>
        <translation>Увесь пристрій уже показано</translation>
    </message>
    <message>
        <source>Single blocks are shown already</source>
        <translation>Окремі блоки вже показано</translation>
    </message>
    <message>
        <source>Nothing was shown before</source>
        <translation>Раніше нічого не було показано</translation>
    </message>
    <message>
        <source>There is nothing to go forward to</source>
        <translation>Вперед переходити нікуди</translation>
    </message>
</context>
<context>
    <name>blkera::MessageBar</name>
    <message>
        <source>Message</source>
        <translation>Повідомлення</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрити</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>Закрити це повідомлення</translation>
    </message>
</context>
<context>
    <name>blkera::RegionsPage</name>
    <message>
        <source>Copy rows</source>
        <translation>Копіювати рядки</translation>
    </message>
    <message>
        <source>Show on the map</source>
        <translation>Показати на карті</translation>
    </message>
    <message>
        <source>Copy as command</source>
        <translation>Копіювати як команду</translation>
    </message>
    <message>
        <source>Show changes</source>
        <translation>Показати зміни</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Спробувати ще раз</translation>
    </message>
    <message>
        <source>Stop reading</source>
        <translation>Зупинити читання</translation>
    </message>
    <message>
        <source>Regions that changed</source>
        <translation>Змінені ділянки</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>Підсумок</translation>
    </message>
    <message>
        <source>How many regions the table has</source>
        <translation>Скільки ділянок у таблиці</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Копіювати</translation>
    </message>
    <message>
        <source>Copy the summary</source>
        <translation>Копіювати підсумок</translation>
    </message>
    <message>
        <source>Copy the sentence</source>
        <translation>Копіювати речення</translation>
    </message>
    <message>
        <source>Show the region on the map (Enter)</source>
        <translation>Показати ділянку на карті (Enter)</translation>
    </message>
    <message>
        <source>No device is chosen.</source>
        <translation>Не вибрано жодного пристрою.</translation>
    </message>
    <message>
        <source>The list was not read.</source>
        <translation>Список не прочитано.</translation>
    </message>
    <message>
        <source>There is no list of %1 at present.</source>
        <translation>Наразі списку для пристрою %1 немає.</translation>
    </message>
    <message>
        <source>Which blocks changed can be seen while the device runs. Start it first.</source>
        <translation>Які блоки змінилися, видно, коли пристрій працює. Спершу запустіть його.</translation>
    </message>
    <message>
        <source>Seeing which blocks changed needs authorisation</source>
        <translation>Щоб побачити, які блоки змінилися, потрібна авторизація</translation>
    </message>
    <message>
        <source>The list could not be read.</source>
        <translation>Не вдалося прочитати список.</translation>
    </message>
    <message>
        <source>Reading the list of changed blocks</source>
        <translation>Читання списку змінених блоків</translation>
    </message>
    <message>
        <source>No region changed.</source>
        <translation>Жодна ділянка не змінилася.</translation>
    </message>
    <message numerus="yes">
        <source>All %n region(s).</source>
        <translation>
            <numerusform>Показано всі ділянки: %n.</numerusform>
            <numerusform>Показано всі ділянки: %n.</numerusform>
            <numerusform>Показано всі ділянки: %n.</numerusform>
        </translation>
    </message>
    <message>
        <source>The %1 longest of %2 regions.</source>
        <translation>Найдовші ділянки: %1 з %2.</translation>
    </message>
    <message numerus="yes">
        <source>%1 region(s) so far</source>
        <translation>
            <numerusform>Поки що %1 ділянка</numerusform>
            <numerusform>Поки що %1 ділянки</numerusform>
            <numerusform>Поки що %1 ділянок</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>blkera::RepairDialog</name>
    <message>
        <source>Repair %1</source>
        <translation>Виправлення пристрою %1</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>Що не так</translation>
    </message>
    <message>
        <source>Stop the device. Nobody may use it any more: unmount what is on it before.</source>
        <translation>Зупиніть пристрій. Ним уже ніхто не повинен користуватися: спершу демонтуйте те, що на ньому є.</translation>
    </message>
    <message>
        <source>As root, check the metadata. It lists what is damaged, and changes nothing. If it finds nothing, go to the last step.</source>
        <translation>Перевірте метадані від імені root. Перевірка покаже, що пошкоджено, і нічого не змінить. Якщо вона нічого не знайде, переходьте до останнього кроку.</translation>
    </message>
    <message>
        <source>Repair it into a file. The damaged metadata stays as it is; blocks of which nothing can be proved count as written, so no list misses any. A metadata snapshot that is held is left out.</source>
        <translation>Запишіть виправлені метадані до файла. Пошкоджені метадані залишаться без змін; блоки, про які нічого не можна довести, вважатимуться записаними, тож жоден список нічого не пропустить. Утримуваний знімок метаданих до файла не потрапить.</translation>
    </message>
    <message>
        <source>Check what was made. It must find nothing.</source>
        <translation>Перевірте створений файл. Перевірка не повинна нічого знайти.</translation>
    </message>
    <message>
        <source>Bring it back to the metadata device, which is overwritten: keep the file until the device runs.</source>
        <translation>Перенесіть виправлені метадані назад на пристрій метаданих, який буде перезаписано. Зберігайте файл, доки пристрій знову не запрацює.</translation>
    </message>
    <message>
        <source>Start the device again. It checks the metadata itself.</source>
        <translation>Знову запустіть пристрій. Він сам перевірить метадані.</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <comment>number of a step, and what to do</comment>
        <translation>%1. %2</translation>
    </message>
    <message>
        <source>if needed</source>
        <translation>за потреби</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Копіювати</translation>
    </message>
    <message>
        <source>Command of step %1</source>
        <translation>Команда кроку %1</translation>
    </message>
    <message>
        <source>Copy the command of step %1</source>
        <translation>Копіювати команду кроку %1</translation>
    </message>
    <message>
        <source>%1, state: %2</source>
        <translation>%1, стан: %2</translation>
    </message>
    <message>
        <source>The service says: %1</source>
        <translation>Повідомлення служби: %1</translation>
    </message>
    <message>
        <source>✓ done</source>
        <translation>✓ виконано</translation>
    </message>
    <message>
        <source>▸ now</source>
        <translation>▸ зараз</translation>
    </message>
    <message>
        <source>▸ last</source>
        <translation>▸ останній</translation>
    </message>
    <message>
        <source>then</source>
        <translation>потім</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>З&amp;апустити</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>З&amp;упинити</translation>
    </message>
    <message>
        <source>%1 is running again.</source>
        <translation>Пристрій %1 знову працює.</translation>
    </message>
    <message>
        <source>It runs as it should.</source>
        <translation>Він працює належним чином.</translation>
    </message>
    <message>
        <source>Its state is changing.</source>
        <translation>Його стан змінюється.</translation>
    </message>
    <message>
        <source>Starting %1…</source>
        <translation>Запуск пристрою %1…</translation>
    </message>
    <message>
        <source>Stopping %1…</source>
        <translation>Зупинка пристрою %1…</translation>
    </message>
</context>
<context>
    <name>blkera::ReportWindow</name>
    <message>
        <source>Report: %1</source>
        <translation>Звіт: %1</translation>
    </message>
    <message>
        <source>Show &amp;as:</source>
        <translation>Показати &amp;як:</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Текст</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>Format of the report</source>
        <translation>Формат звіту</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Звіт</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Копіювати</translation>
    </message>
    <message>
        <source>&amp;Save…</source>
        <translation>З&amp;берегти…</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>Зберегти звіт</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation>Текст (*.txt)</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>Збережено як %1</translation>
    </message>
    <message>
        <source>%1 was not saved: %2</source>
        <comment>a file and why</comment>
        <translation>%1 не збережено: %2</translation>
    </message>
</context>
<context>
    <name>blkera::ResizeDialog</name>
    <message>
        <source>Copy the resu&amp;lt</source>
        <translation>Копіювати &amp;результат</translation>
    </message>
    <message>
        <source>Let it shrink…</source>
        <translation>Дозволити зменшення…</translation>
    </message>
    <message>
        <source>Resize %1</source>
        <translation>Зміна розміру пристрою %1</translation>
    </message>
    <message>
        <source>&amp;Resize</source>
        <translation>&amp;Змінити розмір</translation>
    </message>
    <message>
        <source>What happens</source>
        <translation>Що відбудеться</translation>
    </message>
    <message>
        <source>Change the size of the origin or of the metadata device first, with the tools that made them. Then this takes in the sizes that they have now, while the device is in use. A new era begins. What the origin has grown by counts as never written.</source>
        <translation>Спершу змініть розмір джерела чи пристрою метаданих засобами, якими їх створено. Потім ця дія врахує їхні поточні розміри, не перериваючи використання пристрою. Почнеться нова ера. Те, на що збільшилося джерело, вважається таким, що ніколи не записувалося.</translation>
    </message>
    <message>
        <source>Sizes now</source>
        <translation>Поточні розміри</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Результат</translation>
    </message>
    <message>
        <source>%1 is stopped. It takes in the sizes when it is resized while it runs.</source>
        <translation>Пристрій %1 зупинено. Щоб він врахував нові розміри, запустіть його й змініть розмір.</translation>
    </message>
    <message>
        <source>The device knows:
Origin %1: %2
Metadata %3: %4, of which %5 are used</source>
        <translation>Пристрою відомо:
Джерело %1: %2
Метадані %3: %4, з них використано %5</translation>
    </message>
    <message>
        <source>The device has to be started first.</source>
        <translation>Спершу слід запустити пристрій.</translation>
    </message>
    <message>
        <source>The device has to be resumed first.</source>
        <translation>Спершу слід відновити роботу пристрою.</translation>
    </message>
    <message>
        <source>Taking in the sizes…</source>
        <translation>Врахування розмірів…</translation>
    </message>
    <message>
        <source>Let %1 shrink?</source>
        <translation>Дозволити зменшення пристрою %1?</translation>
    </message>
    <message>
        <source>The service says: %1

What is remembered about the end that is cut off is lost: no list has those blocks any more, even if the origin grows again. Whoever still uses that end gets errors.</source>
        <translation>Повідомлення служби: %1

Усе, що відомо про відрізаний кінець, буде втрачено: цих блоків більше не буде в жодному списку, навіть якщо джерело знову збільшиться. Хто ще користується цим кінцем, отримає помилки.</translation>
    </message>
    <message>
        <source>Let it shrink</source>
        <translation>Дозволити зменшення</translation>
    </message>
    <message>
        <source>Size: %1</source>
        <translation>Розмір: %1</translation>
    </message>
    <message>
        <source>Era blocks: %1 → %2</source>
        <translation>Блоки ери: %1 → %2</translation>
    </message>
    <message>
        <source>Metadata: %1 → %2</source>
        <translation>Метадані: %1 → %2</translation>
    </message>
    <message>
        <source>The block device has that size only after the device was stopped and started.</source>
        <translation>Блоковий пристрій матиме цей розмір лише після зупинки й запуску пристрою.</translation>
    </message>
    <message>
        <source>Both devices have the sizes that they had.</source>
        <translation>Розміри обох пристроїв не змінилися.</translation>
    </message>
    <message>
        <source>The sizes are taken in.</source>
        <translation>Розміри враховано.</translation>
    </message>
</context>
<context>
    <name>blkera::ScheduleDialog</name>
    <message>
        <source>Checkpoints of %1 by themselves</source>
        <translation>Автоматичні контрольні точки пристрою %1</translation>
    </message>
    <message>
        <source>&amp;Set schedule</source>
        <translation>&amp;Задати розклад</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Ніколи</translation>
    </message>
    <message>
        <source>At an interval</source>
        <translation>Через рівні проміжки</translation>
    </message>
    <message>
        <source>Every hour</source>
        <translation>Щогодини</translation>
    </message>
    <message>
        <source>Every day</source>
        <translation>Щодня</translation>
    </message>
    <message>
        <source>Every week</source>
        <translation>Щотижня</translation>
    </message>
    <message>
        <source>Every month</source>
        <translation>Щомісяця</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>хв</translation>
    </message>
    <message>
        <source>hours</source>
        <translation>год</translation>
    </message>
    <message>
        <source>days</source>
        <translation>дн.</translation>
    </message>
    <message>
        <source>Unit of the interval</source>
        <translation>Одиниця інтервалу</translation>
    </message>
    <message>
        <source>&amp;When:</source>
        <translation>&amp;Коли:</translation>
    </message>
    <message>
        <source>&amp;Every:</source>
        <translation>&amp;Інтервал:</translation>
    </message>
    <message>
        <source>&amp;Day of the week:</source>
        <translation>&amp;День тижня:</translation>
    </message>
    <message>
        <source>Day of the m&amp;onth:</source>
        <translation>День &amp;місяця:</translation>
    </message>
    <message>
        <source>&amp;At:</source>
        <translation>&amp;Час:</translation>
    </message>
    <message>
        <source>What the service is told</source>
        <translation>Що буде передано службі</translation>
    </message>
    <message>
        <source>Next times</source>
        <translation>Наступні контрольні точки</translation>
    </message>
    <message>
        <source>Schedule: %1</source>
        <translation>Розклад: %1</translation>
    </message>
    <message>
        <source>Next times, in this machine&apos;s time zone:</source>
        <translation>Наступні контрольні точки за часовим поясом цієї машини:</translation>
    </message>
    <message>
        <source>Eras begin only when somebody asks for a checkpoint.</source>
        <translation>Ери починаються, лише коли хтось просить створити контрольну точку.</translation>
    </message>
    <message>
        <source>Somebody else has set another schedule meanwhile: %1</source>
        <translation>Тим часом хтось інший задав інший розклад: %1</translation>
    </message>
    <message>
        <source>Setting the schedule…</source>
        <translation>Задання розкладу…</translation>
    </message>
</context>
<context>
    <name>blkera::StatePage</name>
    <message>
        <source>State</source>
        <translation>Стан</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>Причина</translation>
    </message>
</context>
<context>
    <name>blkera::UsageGauge</name>
    <message>
        <source>OK</source>
        <translation>Гаразд</translation>
    </message>
    <message>
        <source>Getting full</source>
        <translation>Заповнюється</translation>
    </message>
    <message>
        <source>Nearly full</source>
        <translation>Майже заповнено</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>Невідомо</translation>
    </message>
    <message>
        <source>Metadata</source>
        <translation>Метадані</translation>
    </message>
    <message>
        <source>How full the metadata is</source>
        <translation>Наскільки заповнено метадані</translation>
    </message>
    <message>
        <source>%1 % · %2 of %3</source>
        <comment>percent, used and total size</comment>
        <translation>%1 % · %2 з %3</translation>
    </message>
    <message>
        <source>It is known while the device runs</source>
        <translation>Відомо, коли пристрій працює</translation>
    </message>
    <message>
        <source>No metadata snapshot is held</source>
        <translation>Знімок метаданих не утримується</translation>
    </message>
    <message>
        <source>A metadata snapshot is held at block %1</source>
        <translation>Знімок метаданих утримується в блоці %1</translation>
    </message>
    <message>
        <source>%1 of %2 blocks of the metadata are in use. From %3 % on it gets full, from %4 % on it should be enlarged; at 100 % no checkpoint can be taken.</source>
        <translation>Використано %1 з %2 блоків метаданих. Від %3 % починає бракувати місця, від %4 % метадані слід збільшити; при 100 % створити контрольну точку неможливо.</translation>
    </message>
    <message>
        <source>Metadata: %1, %2</source>
        <translation>Метадані: %1, %2</translation>
    </message>
</context>
<context>
    <name>blkera::WizardReport</name>
    <message>
        <source>Report</source>
        <translation>Звіт</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Копіювати</translation>
    </message>
    <message>
        <source>Copy as &amp;JSON</source>
        <translation>Копіювати &amp;як JSON</translation>
    </message>
    <message>
        <source>Sa&amp;ve…</source>
        <translation>З&amp;берегти…</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>Зберегти звіт</translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation>Текст (*.txt)</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>Saved as %1.</source>
        <translation>Збережено як %1.</translation>
    </message>
    <message>
        <source>Cannot write %1: %2</source>
        <translation>Не вдалося записати %1: %2</translation>
    </message>
</context>
</TS>
