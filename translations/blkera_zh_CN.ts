<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Texts</name>
    <message>
        <source>&apos;%1&apos; is not an era: give a number from 0 on</source>
        <translation>“%1”不是有效的纪元：请指定不小于 0 的整数</translation>
    </message>
    <message>
        <source>unknown format &apos;%1&apos;: use one of %2</source>
        <translation>未知格式“%1”：请使用 %2 之一</translation>
    </message>
    <message>
        <source>the output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>device %1: the list is a superset: %2 of %3 blocks were written later, and perhaps in these eras</source>
        <translation>设备 %1：此列表是超集：%3 个块中有 %2 个在之后写入过，在这些纪元中可能也写入过</translation>
    </message>
    <message>
        <source>the list is incomplete, do not use it: %1</source>
        <translation>列表不完整，请勿使用：%1</translation>
    </message>
    <message>
        <source>--since %1 is after --until %2</source>
        <translation>--since %1 晚于 --until %2</translation>
    </message>
    <message>
        <source>cannot make a pipe: %1</source>
        <translation>无法创建管道：%1</translation>
    </message>
    <message>
        <source>List the blocks that were written since an era</source>
        <translation>列出自某个纪元起写入的块</translation>
    </message>
    <message>
        <source>Blocks last written in this era or later; 0 lists all</source>
        <translation>最后一次写入发生在此纪元或之后的块；0 列出所有块</translation>
    </message>
    <message>
        <source>Only blocks written up to this era; of eras long ago the list may have more, and says so</source>
        <translation>仅限在此纪元及之前写入的块；对于较早的纪元，列表可能包含多余的块，此时会加以说明</translation>
    </message>
    <message>
        <source>xml, as era_invalidate prints it, or json; default: xml</source>
        <translation>xml（与 era_invalidate 的输出相同）或 json；默认：xml</translation>
    </message>
    <message>
        <source>Write to a file, which is replaced only by a complete list; default: -, standard output</source>
        <translation>写入文件，仅在列表完整时才替换该文件；默认：-，即标准输出</translation>
    </message>
    <message>
        <source>the daemon answered with %1 eras for %2 devices: look with &apos;blkera list&apos;</source>
        <translation>服务为 %2 个设备返回了 %1 个纪元：请用“blkera list”查看</translation>
    </message>
    <message>
        <source>Start a new era and print it; several devices at one moment</source>
        <translation>开始新纪元并输出其编号；多个设备在同一时刻开始</translation>
    </message>
    <message>
        <source>The devices, by name</source>
        <translation>设备名称</translation>
    </message>
    <message>
        <source>unknown shell &apos;%1&apos;: use bash, zsh or fish</source>
        <translation>未知的 shell“%1”：请使用 bash、zsh 或 fish</translation>
    </message>
    <message>
        <source>Print what a shell needs to complete command lines</source>
        <translation>输出 shell 补全命令行所需的内容</translation>
    </message>
    <message>
        <source>bash, zsh or fish</source>
        <translation>bash、zsh 或 fish</translation>
    </message>
    <message>
        <source>create %1: give --origin DEV and --metadata DEV, or --table</source>
        <translation>创建 %1：请指定 --origin DEV 和 --metadata DEV，或 --table</translation>
    </message>
    <message>
        <source>Set up a device, start it and print its block device</source>
        <translation>创建设备，启动它并输出其块设备的路径</translation>
    </message>
    <message>
        <source>Sizes: a bare number counts sectors of 512 bytes; 64KiB and 1MiB are bytes.
Metadata that is all zeros is formatted, era metadata is kept and used, anything else is refused.</source>
        <translation>大小：不带单位的数字表示 512 字节扇区的个数；64KiB 和 1MiB 以字节计。
内容全为零的元数据设备会被格式化，已有的纪元元数据会保留并使用，其他内容一律拒绝。</translation>
    </message>
    <message>
        <source>The block device, or file, whose writes are tracked</source>
        <translation>要跟踪其写入的块设备或文件</translation>
    </message>
    <message>
        <source>The block device, or file, that keeps the marks</source>
        <translation>保存标记的块设备或文件</translation>
    </message>
    <message>
        <source>What is tracked as one, a multiple of 4KiB; default: as the metadata has it, or 64KiB</source>
        <translation>跟踪粒度，须为 4KiB 的倍数；默认：沿用元数据中的设置，若无则为 64KiB</translation>
    </message>
    <message>
        <source>Instead of these three, a dm-era table line: &quot;0 LEN era METADATA ORIGIN BLOCKSIZE&quot;; LEN has to be the origin&apos;s</source>
        <translation>用于代替以上三个选项的 dm-era 表行：“0 LEN era METADATA ORIGIN BLOCKSIZE”；LEN 必须是源设备的长度</translation>
    </message>
    <message>
        <source>auto, ublk or fuse; default: auto</source>
        <translation>auto、ublk 或 fuse；默认：auto</translation>
    </message>
    <message>
        <source>Default: one a CPU, up to 4</source>
        <translation>默认：每个 CPU 一个，最多 4 个</translation>
    </message>
    <message>
        <source>Requests in flight a queue; default: 128</source>
        <translation>每个队列的在途请求数；默认：128</translation>
    </message>
    <message>
        <source>Only set it up; &apos;blkera start&apos; starts it</source>
        <translation>仅创建，不启动；之后用“blkera start”启动</translation>
    </message>
    <message>
        <source>Format the metadata device whatever is on it</source>
        <translation>无论元数据设备上有什么内容都将其格式化</translation>
    </message>
    <message>
        <source>cannot write %1: %2</source>
        <translation>无法写入 %1：%2</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is not a number from 1 on</source>
        <translation>“%1”无效：请指定不小于 1 的整数</translation>
    </message>
    <message>
        <source>Show a device&apos;s eras: when each began, why, and how much was written in it</source>
        <translation>显示设备的纪元：各自何时开始、为何开始，以及写入了多少数据</translation>
    </message>
    <message>
        <source>All eras from this one on</source>
        <translation>自此纪元起的所有纪元</translation>
    </message>
    <message>
        <source>Show what happened to the device</source>
        <translation>显示设备上发生过的事件</translation>
    </message>
    <message>
        <source>Show who asked for what, and what came of it</source>
        <translation>显示谁请求了什么，以及结果如何</translation>
    </message>
    <message>
        <source>the history cannot be written: %1; mend that, or make room: it is tried again all the time, devices work on, and what happens is kept in memory</source>
        <translation>无法写入历史：%1；请排除故障或腾出空间：服务会不断重试，设备继续工作，期间发生的事件保存在内存中</translation>
    </message>
    <message>
        <source>no: if its target dies, what uses the device gets errors, and a file system has to be mounted again</source>
        <translation>否：如果其目标进程终止，使用该设备的程序会收到错误，文件系统必须重新挂载</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>Show what is known of a device</source>
        <translation>显示设备的已知信息</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is not a job&apos;s number: &apos;blkera jobs&apos; lists them</source>
        <translation>“%1”不是作业编号：“blkera jobs”可列出作业</translation>
    </message>
    <message>
        <source>there is no job %1: &apos;blkera jobs&apos; lists them</source>
        <translation>没有作业 %1：“blkera jobs”可列出作业</translation>
    </message>
    <message>
        <source>List what takes longer: what goes on, and what ended in the last ten minutes</source>
        <translation>列出耗时较长的操作：正在进行的，以及最近十分钟内结束的</translation>
    </message>
    <message>
        <source>Cancel the job</source>
        <translation>终止该作业</translation>
    </message>
    <message>
        <source>List all devices</source>
        <translation>列出所有设备</translation>
    </message>
    <message>
        <source>%1 is a block device and would be overwritten: give a file</source>
        <translation>%1 是块设备，会被覆盖：请指定文件</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>Print this help</source>
        <translation>显示此帮助</translation>
    </message>
    <message>
        <source>Print the version</source>
        <translation>显示版本信息</translation>
    </message>
    <message>
        <source>Usage</source>
        <translation>用法</translation>
    </message>
    <message>
        <source>OPTIONS</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>VERB</source>
        <translation>子命令</translation>
    </message>
    <message>
        <source>Arguments</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>not with</source>
        <translation>互斥选项</translation>
    </message>
    <message>
        <source>(required)</source>
        <translation>（必需）</translation>
    </message>
    <message>
        <source>&apos;blkera VERB --help&apos; explains a verb.
Exit codes: 0 done, 1 failed, 2 wrong usage, 3 not authorised, 4 no daemon.</source>
        <translation>“blkera 子命令 --help”说明某个子命令。
退出码：0 成功，1 失败，2 用法错误，3 未授权，4 服务未运行。</translation>
    </message>
    <message>
        <source>unknown verb &apos;%1&apos;: &apos;blkera --help&apos; lists them</source>
        <translation>未知子命令“%1”：“blkera --help”可列出子命令</translation>
    </message>
    <message>
        <source>unexpected argument &apos;%1&apos;</source>
        <translation>意外的参数“%1”</translation>
    </message>
    <message>
        <source>%1 is missing</source>
        <translation>缺少 %1</translation>
    </message>
    <message>
        <source>an option lacks its value or has more than one (%1)</source>
        <translation>某个选项缺少值或有多个值（%1）</translation>
    </message>
    <message>
        <source>%1: %2; see &apos;blkera %1 --help&apos;</source>
        <translation>%1：%2；请参阅“blkera %1 --help”</translation>
    </message>
    <message>
        <source>Tracks which blocks of a device changed, era by era</source>
        <translation>按纪元跟踪设备中哪些块已更改</translation>
    </message>
    <message>
        <source>Verbs</source>
        <translation>子命令</translation>
    </message>
    <message>
        <source>a verb is missing: &apos;blkera --help&apos; lists them</source>
        <translation>缺少子命令：“blkera --help”可列出子命令</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is not a message: use one of %2</source>
        <translation>“%1”不是有效的消息：请使用 %2 之一</translation>
    </message>
    <message>
        <source>Send a device a message, as &apos;dmsetup message&apos; does</source>
        <translation>向设备发送消息，与“dmsetup message”相同</translation>
    </message>
    <message>
        <source>checkpoint, take_metadata_snap or drop_metadata_snap</source>
        <translation>checkpoint、take_metadata_snap 或 drop_metadata_snap</translation>
    </message>
    <message>
        <source>Print figures of all devices as OpenMetrics text, for Prometheus</source>
        <translation>以 OpenMetrics 文本格式输出所有设备的统计数据，供 Prometheus 使用</translation>
    </message>
    <message>
        <source>there is no system bus</source>
        <translation>没有系统总线</translation>
    </message>
    <message>
        <source>there is no device called %1: &apos;blkera list&apos; has them</source>
        <translation>没有名为 %1 的设备：“blkera list”可列出设备</translation>
    </message>
    <message>
        <source>Print what happens as it happens, until it is interrupted</source>
        <translation>实时输出发生的事件，直到被中断</translation>
    </message>
    <message>
        <source>Only of these devices; default: of all</source>
        <translation>仅限这些设备；默认：所有设备</translation>
    </message>
    <message>
        <source>Print the block device to use</source>
        <translation>输出要使用的块设备的路径</translation>
    </message>
    <message>
        <source>device %1 is not running: start it with &apos;blkera start %1&apos;</source>
        <translation>设备 %1 未运行：请用“blkera start %1”启动</translation>
    </message>
    <message>
        <source>Take in what was changed in the configuration files; what runs is not disturbed</source>
        <translation>读入配置文件中的更改；正在运行的设备不受影响</translation>
    </message>
    <message>
        <source>Forget a stopped device; origin and metadata keep their content</source>
        <translation>移除已停止的设备；源设备和元数据设备上的内容保持不变</translation>
    </message>
    <message>
        <source>Take in the sizes that origin and metadata device have now</source>
        <translation>采用源设备和元数据设备当前的大小</translation>
    </message>
    <message>
        <source>Let the device shrink: the history of its end is lost</source>
        <translation>允许设备缩小：其末尾部分的历史会丢失</translation>
    </message>
    <message>
        <source>Let a new process serve a device that stays in use</source>
        <translation>在设备保持使用的同时改由新进程提供服务</translation>
    </message>
    <message>
        <source>Let requests go on, in a new era, and print that</source>
        <translation>让请求在新纪元中继续，并输出该纪元的编号</translation>
    </message>
    <message>
        <source>Show or set when checkpoints are taken by themselves</source>
        <translation>显示或设置何时自动创建检查点</translation>
    </message>
    <message>
        <source>never, hourly, every 15min, every 6h, every 2d, daily 03:30, weekly sat 03:30 or monthly 1 03:30</source>
        <translation>never、hourly、every 15min、every 6h、every 2d、daily 03:30、weekly sat 03:30 或 monthly 1 03:30</translation>
    </message>
    <message>
        <source>Start a device and wait until its block device is there</source>
        <translation>启动设备并等待其块设备出现</translation>
    </message>
    <message>
        <source>Print what a device has done since it was started</source>
        <translation>输出设备自启动以来的统计信息</translation>
    </message>
    <message>
        <source>DEFERRED: first writes of an era, which waited for their mark. P50 and P99 are rounded up, to a quarter of a power of two.</source>
        <translation>DEFERRED：纪元内对某块的首次写入，这些写入曾等待标记完成。P50 和 P99 向上取整，精度为 2 的幂的四分之一。</translation>
    </message>
    <message>
        <source>Keep printing: every so many seconds, what was done in them</source>
        <translation>持续输出：每隔指定秒数，显示这段时间内的统计信息</translation>
    </message>
    <message>
        <source>SECONDS</source>
        <translation>秒数</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is not an interval: give seconds from 0.1 to %2</source>
        <translation>“%1”不是有效的间隔：请指定 0.1 到 %2 之间的秒数</translation>
    </message>
    <message>
        <source>Print the status line, as the kernel&apos;s dm-era does</source>
        <translation>输出状态行，与内核的 dm-era 相同</translation>
    </message>
    <message>
        <source>The line: &lt;metadata block size&gt; &lt;used&gt;/&lt;total metadata blocks&gt; &lt;current era&gt; &lt;held root | &apos;-&apos;&gt;</source>
        <translation>状态行格式：&lt;元数据块大小&gt; &lt;已用&gt;/&lt;元数据块总数&gt; &lt;当前纪元&gt; &lt;保留的根 | &apos;-&apos;&gt;</translation>
    </message>
    <message>
        <source>device %1 has a status line of another kind, &apos;%2&apos;: use blkera and blkerad of the same version</source>
        <translation>设备 %1 的状态行格式不同（“%2”）：请使用相同版本的 blkera 和 blkerad</translation>
    </message>
    <message>
        <source>Stop a device cleanly; its block device must not be in use</source>
        <translation>正常停止设备；其块设备不得处于使用中</translation>
    </message>
    <message>
        <source>Hold all requests to a device and end its era</source>
        <translation>暂缓对设备的所有请求，并结束其当前纪元</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is not a device name: use 1 to 64 of A-Z a-z 0-9 . _ - and no dot in front</source>
        <translation>“%1”不是有效的设备名称：请使用 1 到 64 个 A-Z a-z 0-9 . _ - 字符，且不以点开头</translation>
    </message>
    <message>
        <source>The device&apos;s name</source>
        <translation>设备名称</translation>
    </message>
    <message>
        <source>Examples:</source>
        <translation>示例：</translation>
    </message>
    <message>
        <source>Print JSON</source>
        <translation>输出 JSON</translation>
    </message>
    <message>
        <source>cannot reach the system bus: is dbus-daemon running, and is DBUS_SYSTEM_BUS_ADDRESS right where it is set?</source>
        <translation>无法连接系统总线：dbus-daemon 是否在运行？如果设置了 DBUS_SYSTEM_BUS_ADDRESS，其值是否正确？</translation>
    </message>
    <message>
        <source>the blkera daemon is not running: start blkerad (systemctl start blkerad)</source>
        <translation>blkera 服务未运行：请启动 blkerad（systemctl start blkerad）</translation>
    </message>
    <message>
        <source>the policy of the system bus forbids this request: ask the administrator, or try as root</source>
        <translation>系统总线的策略禁止此请求：请联系管理员，或以 root 身份重试</translation>
    </message>
    <message>
        <source>the blkera daemon gave no answer: see its log (journalctl -u blkerad), then look with &apos;blkera list&apos;</source>
        <translation>blkera 服务没有应答：请查看其日志（journalctl -u blkerad），然后用“blkera list”查看</translation>
    </message>
    <message>
        <source>there is no such device: &apos;blkera list&apos; shows those there are</source>
        <translation>没有这样的设备：“blkera list”可显示现有设备</translation>
    </message>
    <message>
        <source>the blkera daemon cannot be started: see why with &apos;systemctl status blkerad&apos;</source>
        <translation>无法启动 blkera 服务：请用“systemctl status blkerad”查看原因</translation>
    </message>
    <message>
        <source>this needs an authorisation: try from a terminal, or as root</source>
        <translation>此操作需要授权：请在终端中重试，或以 root 身份重试</translation>
    </message>
    <message numerus="yes">
        <source>it was asked %n second(s) ago</source>
        <translation>
            <numerusform>请求已于 %n 秒前发出</numerusform>
        </translation>
    </message>
    <message>
        <source>the blkera daemon has ended</source>
        <translation>blkera 服务已结束</translation>
    </message>
    <message>
        <source>the daemon has statistics of another kind: use blkera, blkerad and blkera-target of the same version</source>
        <translation>服务的统计信息格式不同：请使用相同版本的 blkera、blkerad 和 blkera-target</translation>
    </message>
    <message>
        <source>Block Eras</source>
        <translation>Block Eras</translation>
    </message>
    <message>
        <source>Shows which blocks of a device changed, era by era.</source>
        <translation>按纪元显示设备中哪些块已更改。</translation>
    </message>
    <message>
        <source>Show this device.</source>
        <translation>显示此设备。</translation>
    </message>
    <message>
        <source>NAME</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Show devices that do not exist: to try the program, without a service and without root.</source>
        <translation>显示并不存在的设备：用于试用本程序，无需服务，也无需 root。</translation>
    </message>
    <message>
        <source>NUMBER</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>system, light, dark or high-contrast.</source>
        <translation>system、light、dark 或 high-contrast。</translation>
    </message>
    <message>
        <source>WORD</source>
        <translation>关键字</translation>
    </message>
    <message>
        <source>--appearance &apos;%1&apos;: use system, light, dark or high-contrast</source>
        <translation>--appearance “%1”：请使用 system、light、dark 或 high-contrast</translation>
    </message>
    <message>
        <source>--demo-devices &apos;%1&apos;: use a number from 0 to %2</source>
        <translation>--demo-devices “%1”：请使用 0 到 %2 之间的数字</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>It could not be started. Mend the cause, then start it.</source>
        <translation>设备无法启动。请先排除故障原因，再启动设备。</translation>
    </message>
    <message>
        <source>Recovering</source>
        <translation>故障恢复中</translation>
    </message>
    <message>
        <source>Its process ended and is being started again. Whoever uses the device waits meanwhile.</source>
        <translation>其进程已结束，正在重新启动。在此期间，使用该设备的程序会等待。</translation>
    </message>
    <message>
        <source>Suspended</source>
        <translation>已挂起</translation>
    </message>
    <message>
        <source>Every request waits until the device is resumed.</source>
        <translation>所有请求都会等待，直到设备恢复。</translation>
    </message>
    <message>
        <source>Metadata full</source>
        <translation>元数据已满</translation>
    </message>
    <message>
        <source>Writes to blocks that are not marked yet fail, and no checkpoint can be taken. Drop the metadata snapshot, or enlarge the metadata device and resize.</source>
        <translation>对尚未标记的块的写入会失败，也无法创建检查点。请丢弃元数据快照，或先扩大元数据设备，再执行“调整大小”。</translation>
    </message>
    <message>
        <source>Needs check</source>
        <translation>需要检查</translation>
    </message>
    <message>
        <source>Its metadata cannot be read or is damaged. Stop the device, check and repair the metadata, then start it.</source>
        <translation>其元数据无法读取或已损坏。请停止设备，检查并修复元数据，然后启动设备。</translation>
    </message>
    <message>
        <source>Its metadata could not be written. Mend the metadata device, then stop the device and start it.</source>
        <translation>其元数据无法写入。请检查元数据设备，然后停止并启动该设备。</translation>
    </message>
    <message>
        <source>Stalled</source>
        <translation>已停滞</translation>
    </message>
    <message>
        <source>The metadata device has not answered for more than 30 seconds. It goes on by itself when the metadata device answers.</source>
        <translation>元数据设备已超过 30 秒没有应答。一旦它应答，设备会自动继续。</translation>
    </message>
    <message>
        <source>Checkpoint</source>
        <translation>检查点</translation>
    </message>
    <message>
        <source>Snapshot</source>
        <translation>快照</translation>
    </message>
    <message>
        <source>Start of the device</source>
        <translation>设备启动</translation>
    </message>
    <message>
        <source>Start after a crash</source>
        <translation>崩溃后启动</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Resize</source>
        <translation>调整大小</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Process ended</source>
        <translation>进程已结束</translation>
    </message>
    <message>
        <source>Process restarted</source>
        <translation>进程已重新启动</translation>
    </message>
    <message>
        <source>New era</source>
        <translation>新纪元</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>已创建</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>已移除</translation>
    </message>
    <message>
        <source>History rebuilt</source>
        <translation>历史已重建</translation>
    </message>
    <message>
        <source>History incomplete</source>
        <translation>历史不完整</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>计划</translation>
    </message>
    <message>
        <source>Hook</source>
        <translation>钩子</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a state and why</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>良好</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Information</source>
        <translation>信息</translation>
    </message>
    <message>
        <source>List of changed blocks</source>
        <translation>已更改块列表</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>创建</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>启动</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>重新启动</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>已中断</translation>
    </message>
    <message>
        <source>Blocks listed</source>
        <translation>列出的块数</translation>
    </message>
    <message>
        <source>Of these, perhaps written in another era</source>
        <translation>其中可能在其他纪元写入的块数</translation>
    </message>
    <message>
        <source>Eras begun</source>
        <translation>开始的纪元</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>组</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a line of a report</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Begun</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>结束时间</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>持续时间</translation>
    </message>
    <message>
        <source>By</source>
        <translation>操作者</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>作业</translation>
    </message>
    <message>
        <source>%1 s</source>
        <comment>seconds</comment>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <comment>minutes and seconds</comment>
        <translation>%1 分 %2 秒</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <comment>hours and minutes</comment>
        <translation>%1 小时 %2 分</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <comment>days and hours</comment>
        <translation>%1 天 %2 小时</translation>
    </message>
    <message numerus="yes">
        <source>%n second(s) left</source>
        <translation>
            <numerusform>剩余 %n 秒</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) left</source>
        <translation>
            <numerusform>剩余 %n 分钟</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s) left</source>
        <translation>
            <numerusform>剩余 %n 小时</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) left</source>
        <translation>
            <numerusform>剩余 %n 天</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>At most %1 of %2 blocks (%3) changed in eras %4 to %5</source>
        <translation>
            <numerusform>在纪元 %4 至 %5 中，%2 个块中最多有 %1 个（%3）已更改</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %2 blocks (%3) changed in eras %4 to %5</source>
        <translation>
            <numerusform>在纪元 %4 至 %5 中，%2 个块中有 %1 个（%3）已更改</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %2 blocks (%3) were ever written</source>
        <translation>
            <numerusform>%2 个块中有 %1 个（%3）曾被写入</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %2 blocks (%3) changed since era %4</source>
        <translation>
            <numerusform>自纪元 %4 起，%2 个块中有 %1 个（%3）已更改</numerusform>
        </translation>
    </message>
    <message>
        <source>Block %1, offset %2 (%3 bytes), LBA %4</source>
        <translation>块 %1，偏移 %2（%3 字节），LBA %4</translation>
    </message>
    <message>
        <source>Blocks %1 to %2, offset %3 (%4 bytes), LBA %5</source>
        <translation>块 %1 至 %2，偏移 %3（%4 字节），LBA %5</translation>
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
        <translation>%1%</translation>
    </message>
    <message>
        <source>less than %1 %</source>
        <translation>小于 %1%</translation>
    </message>
    <message numerus="yes">
        <source>%1; largest region: %2 blocks at offset %3</source>
        <translation>
            <numerusform>%1；最长连续段：偏移 %3 处的 %2 个块</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: not known yet</source>
        <translation>%1：尚不清楚</translation>
    </message>
    <message>
        <source>%1: nothing was ever written</source>
        <translation>%1：从未写入</translation>
    </message>
    <message>
        <source>%1: nothing changed; last written in era %2</source>
        <translation>%1：没有更改；最后一次写入在纪元 %2</translation>
    </message>
    <message numerus="yes">
        <source>%1: %2 of %3 blocks changed (%4); last written in era %5</source>
        <translation>
            <numerusform>%1：%3 个块中有 %2 个已更改（%4）；最后一次写入在纪元 %5</numerusform>
        </translation>
    </message>
    <message>
        <source>the map that came does not fit the device: try again</source>
        <translation>收到的分布图与设备不符：请重试</translation>
    </message>
    <message>
        <source>there are too many open files: close other programs and try again</source>
        <translation>打开的文件过多：请关闭其他程序后重试</translation>
    </message>
    <message>
        <source>the list that came cannot be read: use programs of blkera that have the same version</source>
        <translation>无法读取收到的列表：请使用相同版本的 blkera 程序</translation>
    </message>
    <message>
        <source>the list that came is incomplete: try again</source>
        <translation>收到的列表不完整：请重试</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1 bytes, LBA %2</source>
        <translation>%1 字节，LBA %2</translation>
    </message>
    <message>
        <source>First block</source>
        <translation>起始块</translation>
    </message>
    <message>
        <source>Offset</source>
        <translation>偏移</translation>
    </message>
    <message>
        <source>Blocks</source>
        <translation>块数</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Share of changes</source>
        <translation>更改占比</translation>
    </message>
    <message>
        <source>Newest era</source>
        <translation>最新纪元</translation>
    </message>
    <message>
        <source>–</source>
        <translation>–</translation>
    </message>
    <message>
        <source>a partition table (%1)</source>
        <translation>分区表（%1）</translation>
    </message>
    <message>
        <source>mounted on %1</source>
        <translation>挂载于 %1</translation>
    </message>
    <message>
        <source>used by %1</source>
        <translation>被 %1 使用</translation>
    </message>
    <message>
        <source>read-only</source>
        <translation>只读</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between the facts about a block device</comment>
        <translation>，</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>path of a block device, and what is known about it</comment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>Use 1 to 64 of A-Z a-z 0-9 . _ - and no dot at the start.</source>
        <translation>请使用 1 到 64 个 A-Z a-z 0-9 . _ - 字符，且不以点开头。</translation>
    </message>
    <message>
        <source>There is a device of this name already.</source>
        <translation>已有同名的设备。</translation>
    </message>
    <message>
        <source>What the device is called from now on.</source>
        <translation>设备今后的名称。</translation>
    </message>
    <message>
        <source>Give the whole path: it begins with a slash.</source>
        <translation>请输入完整路径：以斜杠开头。</translation>
    </message>
    <message>
        <source>Give a plain path, without “..” and the like.</source>
        <translation>请输入规范路径，不要包含“..”等内容。</translation>
    </message>
    <message>
        <source>It is read-only.</source>
        <translation>该设备是只读的。</translation>
    </message>
    <message>
        <source>It is mounted on %1: unmount it before.</source>
        <translation>该设备已挂载于 %1：请先卸载。</translation>
    </message>
    <message>
        <source>It is used by %1: it has to be free before.</source>
        <translation>该设备正被 %1 使用：必须先释放。</translation>
    </message>
    <message>
        <source>It is not under /dev. The service takes files only from the folders that its configuration allows.</source>
        <translation>该路径不在 /dev 下。服务只接受其配置所允许的文件夹中的文件。</translation>
    </message>
    <message>
        <source>There is no such block device on this machine.</source>
        <translation>本机上没有这样的块设备。</translation>
    </message>
    <message>
        <source>The block device whose writes are to be tracked. What is on it stays.</source>
        <translation>要跟踪其写入的块设备。其上的内容保持不变。</translation>
    </message>
    <message>
        <source>It is the origin of %1 already.</source>
        <translation>该设备已是 %1 的源设备。</translation>
    </message>
    <message>
        <source>The metadata of %1 is on it.</source>
        <translation>%1 的元数据存放在该设备上。</translation>
    </message>
    <message>
        <source>A small block device of its own that keeps the marks. A blank one is formatted, era metadata is kept and used.</source>
        <translation>专用于保存标记的小型块设备。空白设备会被格式化，已有的纪元元数据会保留并使用。</translation>
    </message>
    <message>
        <source>It is the origin: the marks need a device of their own.</source>
        <translation>该设备就是源设备：标记需要存放在单独的设备上。</translation>
    </message>
    <message>
        <source>One is a part of the other: the marks need a device of their own.</source>
        <translation>其中一个设备是另一个的一部分：标记需要存放在单独的设备上。</translation>
    </message>
    <message>
        <source>It is the origin of %1.</source>
        <translation>该设备是 %1 的源设备。</translation>
    </message>
    <message>
        <source>It holds %1. The service asks before it overwrites that.</source>
        <translation>该设备上有 %1。服务会在覆盖之前询问。</translation>
    </message>
    <message>
        <source>Too small to be formatted: it has %1, and needs %2.</source>
        <translation>太小，无法格式化：现有 %1，需要 %2。</translation>
    </message>
    <message>
        <source>Too small to be formatted: it has %1, and needs %2. Era blocks of %3 would do.</source>
        <translation>太小，无法格式化：现有 %1，需要 %2。将纪元块设为 %3 即可。</translation>
    </message>
    <message>
        <source>What is tracked as one. Empty: as the metadata has it, or 64KiB.</source>
        <translation>跟踪粒度。留空：沿用元数据中的设置，若无则为 64KiB。</translation>
    </message>
    <message>
        <source>Give a size with a unit, such as 64KiB or 1MiB, or a number of sectors.</source>
        <translation>请输入带单位的大小（例如 64KiB 或 1MiB）或扇区数。</translation>
    </message>
    <message>
        <source>Give a multiple of 4KiB.</source>
        <translation>请输入 4KiB 的倍数。</translation>
    </message>
    <message>
        <source>Too small for this origin: use larger era blocks.</source>
        <translation>对此源设备来说太小：请使用更大的纪元块。</translation>
    </message>
    <message numerus="yes">
        <source>%n sector(s) of 512 bytes, tracked as one.</source>
        <translation>
            <numerusform>以 %n 个 512 字节的扇区为单位进行跟踪。</numerusform>
        </translation>
    </message>
    <message>
        <source>Cannot write %1: %2</source>
        <translation>无法写入 %1：%2</translation>
    </message>
    <message>
        <source>Cannot read %1: %2</source>
        <translation>无法读取 %1：%2</translation>
    </message>
    <message>
        <source>%1 was made by somebody else meanwhile.</source>
        <translation>在此期间，%1 已由他人创建。</translation>
    </message>
    <message>
        <source>%1 of %2 blocks (%3 %)</source>
        <translation>%1/%2 个块（%3%）</translation>
    </message>
    <message>
        <source>Select the row to find out</source>
        <translation>选择该行即可查看</translation>
    </message>
    <message>
        <source>How many of the newest entries; default: 20</source>
        <translation>要显示的最新记录数；默认：20</translation>
    </message>
    <message>
        <source>the daemon draws maps that this program cannot read: use a daemon and a program of the same version</source>
        <translation>本程序无法读取服务生成的分布图：请使用相同版本的服务和程序</translation>
    </message>
    <message>
        <source>the daemon describes devices as this program does not know them: use a daemon and a program of the same version</source>
        <translation>本程序无法识别服务提供的设备信息：请使用相同版本的服务和程序</translation>
    </message>
    <message>
        <source>How many devices --demo shows; default: 6.</source>
        <translation>--demo 显示的设备数；默认：6。</translation>
    </message>
    <message>
        <source>Running</source>
        <comment>state of a device</comment>
        <translation>运行中</translation>
    </message>
    <message>
        <source>Starting</source>
        <comment>state of a device</comment>
        <translation>启动中</translation>
    </message>
    <message>
        <source>Stopping</source>
        <comment>state of a device</comment>
        <translation>停止中</translation>
    </message>
    <message>
        <source>Failed</source>
        <comment>state of a device</comment>
        <translation>故障</translation>
    </message>
    <message>
        <source>Running</source>
        <comment>state of a job</comment>
        <translation>运行中</translation>
    </message>
    <message>
        <source>Failed</source>
        <comment>state of a job</comment>
        <translation>失败</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %2 block(s)</source>
        <translation>
            <numerusform>%1/%2 个块</numerusform>
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
        <translation>重试</translation>
    </message>
    <message>
        <source>Words in any column</source>
        <translation>任意列中的文字</translation>
    </message>
    <message>
        <source>Filter events by words</source>
        <translation>按文字过滤事件</translation>
    </message>
    <message>
        <source>Filter events by severity</source>
        <translation>按严重程度过滤事件</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Warnings and errors</source>
        <translation>警告和错误</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Events could not be read: %1</source>
        <translation>无法读取事件：%1</translation>
    </message>
    <message>
        <source>Asking for the events…</source>
        <translation>正在获取事件…</translation>
    </message>
    <message>
        <source>Nothing has happened yet</source>
        <translation>尚未发生任何事件</translation>
    </message>
    <message>
        <source>%1 of %2 events; the others are filtered out</source>
        <translation>显示 %2 个事件中的 %1 个；其余已被过滤</translation>
    </message>
    <message numerus="yes">
        <source>%n event(s)</source>
        <translation>
            <numerusform>%n 个事件</numerusform>
        </translation>
    </message>
    <message>
        <source>Fi&amp;lter:</source>
        <translation>过滤(&amp;L)：</translation>
    </message>
    <message>
        <source>Sever&amp;ity:</source>
        <translation>严重程度(&amp;I)：</translation>
    </message>
</context>
<context>
    <name>blkera::AskDialog</name>
    <message>
        <source>Copy as co&amp;mmand</source>
        <translation>复制为命令(&amp;M)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Waiting for the service</source>
        <translation>正在等待服务</translation>
    </message>
    <message>
        <source>The service has not answered yet. It may wait for a password, or for a slow device. This window can be closed: what was asked goes on.</source>
        <translation>服务尚未应答。它可能在等待密码，或在等待较慢的设备。可以关闭此窗口：已请求的操作会继续。</translation>
    </message>
    <message>
        <source>%1 was removed meanwhile.</source>
        <translation>%1 在此期间已被移除。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>It is under way.</source>
        <translation>正在进行中。</translation>
    </message>
    <message>
        <source>The service is not answering.</source>
        <translation>服务没有应答。</translation>
    </message>
    <message>
        <source>%1 is not there any more.</source>
        <translation>%1 已不存在。</translation>
    </message>
    <message>
        <source>Your account may not do this: %1</source>
        <translation>您的账户无权执行此操作：%1</translation>
    </message>
    <message>
        <source>The service went away meanwhile. Whether it was done will be seen when it is back.</source>
        <translation>服务在此期间中断。操作是否完成，要等服务再次可用后才能得知。</translation>
    </message>
    <message>
        <source>The service is not answering: %1</source>
        <translation>服务没有应答：%1</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>请求的内容</translation>
    </message>
</context>
<context>
    <name>blkera::ChangeMapWidget</name>
    <message>
        <source>Map of changed blocks</source>
        <translation>已更改块分布图</translation>
    </message>
    <message>
        <source>Arrow keys move from cell to cell, Enter zooms in, Backspace goes back</source>
        <translation>方向键在单元格之间移动，回车键放大，退格键返回</translation>
    </message>
    <message>
        <source>Each cell stands for as many blocks as the zoom needs, row by row from the beginning of the device. Its colour says how many of them changed.</source>
        <translation>每个单元格代表若干个块，数量取决于缩放级别，从设备开头起逐行排列。颜色表示其中有多少块已更改。</translation>
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
        <translation>需先启动</translation>
    </message>
    <message>
        <source>it has to be resumed first</source>
        <translation>需先恢复</translation>
    </message>
    <message>
        <source>it is not running as it should</source>
        <translation>运行不正常</translation>
    </message>
    <message>
        <source>Choose &amp;all</source>
        <translation>全选(&amp;A)</translation>
    </message>
    <message>
        <source>Choose &amp;none</source>
        <translation>全不选(&amp;N)</translation>
    </message>
    <message>
        <source>Copy the resu&amp;lt</source>
        <translation>复制结果(&amp;L)</translation>
    </message>
    <message>
        <source>Checkpoint several devices</source>
        <translation>为多个设备创建检查点</translation>
    </message>
    <message>
        <source>&amp;Take checkpoint</source>
        <translation>创建检查点(&amp;T)</translation>
    </message>
    <message>
        <source>What happens</source>
        <translation>将要执行的操作</translation>
    </message>
    <message>
        <source>A new era begins on every chosen device, at one moment: no write falls between them. Requests wait for that moment, usually some milliseconds.</source>
        <translation>所选的每个设备都会在同一时刻开始新纪元：不会有写入落在各设备开始的时刻之间。请求会等待这一时刻，通常为几毫秒。</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Era</source>
        <translation>纪元</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Devices to take part</source>
        <translation>参与的设备</translation>
    </message>
    <message>
        <source>How many are chosen</source>
        <translation>已选数量</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>state, and why it cannot take part</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>–</source>
        <comment>no era is known</comment>
        <translation>–</translation>
    </message>
    <message>
        <source>%1, era %2, %3</source>
        <translation>%1，纪元 %2，%3</translation>
    </message>
    <message>
        <source>There are no devices yet.</source>
        <translation>尚无设备。</translation>
    </message>
    <message numerus="yes">
        <source>%n device(s) chosen.</source>
        <translation>
            <numerusform>已选择 %n 个设备。</numerusform>
        </translation>
    </message>
    <message>
        <source>No device is chosen.</source>
        <translation>未选择设备。</translation>
    </message>
    <message numerus="yes">
        <source>Beginning a new era on %n device(s)…</source>
        <translation>
            <numerusform>正在 %n 个设备上开始新纪元…</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: era %2</source>
        <translation>%1：纪元 %2</translation>
    </message>
    <message>
        <source>Group: %1</source>
        <translation>组：%1</translation>
    </message>
    <message numerus="yes">
        <source>A new era began on %n device(s).</source>
        <translation>
            <numerusform>%n 个设备已开始新纪元。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>blkera::CreateDialog</name>
    <message>
        <source>&amp;Start it at once</source>
        <translation>立即启动(&amp;S)</translation>
    </message>
    <message>
        <source>Format anyway…</source>
        <translation>仍要格式化…</translation>
    </message>
    <message>
        <source>Create an era device</source>
        <translation>创建纪元设备</translation>
    </message>
    <message>
        <source>Crea&amp;te</source>
        <translation>创建(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Name:</source>
        <translation>名称(&amp;N)：</translation>
    </message>
    <message>
        <source>&amp;Origin:</source>
        <translation>源设备(&amp;O)：</translation>
    </message>
    <message>
        <source>Meta&amp;data:</source>
        <translation>元数据(&amp;D)：</translation>
    </message>
    <message>
        <source>&amp;Era block:</source>
        <translation>纪元块(&amp;E)：</translation>
    </message>
    <message>
        <source>Ad&amp;vanced</source>
        <translation>高级(&amp;V)</translation>
    </message>
    <message>
        <source>What happens</source>
        <translation>将要执行的操作</translation>
    </message>
    <message>
        <source>The best that works here</source>
        <translation>本机可用的最佳方式</translation>
    </message>
    <message>
        <source>ublk</source>
        <translation>ublk</translation>
    </message>
    <message>
        <source>FUSE and a loop device</source>
        <translation>FUSE 和回环设备</translation>
    </message>
    <message>
        <source>one a CPU, up to 4</source>
        <translation>每个 CPU 一个，最多 4 个</translation>
    </message>
    <message>
        <source>128 requests</source>
        <translation>128 个请求</translation>
    </message>
    <message>
        <source>Served &amp;by:</source>
        <translation>提供方式(&amp;B)：</translation>
    </message>
    <message>
        <source>&amp;Queues:</source>
        <translation>队列数(&amp;Q)：</translation>
    </message>
    <message>
        <source>Requests a q&amp;ueue:</source>
        <translation>每个队列的请求数(&amp;U)：</translation>
    </message>
    <message>
        <source>The device needs a name.</source>
        <translation>请输入设备名称。</translation>
    </message>
    <message>
        <source>Choose the origin.</source>
        <translation>请选择源设备。</translation>
    </message>
    <message>
        <source>Choose the device for the metadata.</source>
        <translation>请选择用于元数据的设备。</translation>
    </message>
    <message>
        <source>%1 is formatted if it is blank. Then %3 is started, and again at each boot: use its block device instead of %2 from then on, because writes beside it are not tracked.</source>
        <translation>如果 %1 为空白，则将其格式化。然后启动 %3，此后每次开机也会启动：今后请使用其块设备代替 %2，因为绕过它的写入不会被跟踪。</translation>
    </message>
    <message>
        <source>%1 is formatted if it is blank. %3 is not started: writes to %2 are tracked only when it is.</source>
        <translation>如果 %1 为空白，则将其格式化。不会启动 %3：只有在它启动后，才会跟踪对 %2 的写入。</translation>
    </message>
    <message>
        <source>Checking the devices and starting %1…</source>
        <translation>正在检查设备并启动 %1…</translation>
    </message>
    <message>
        <source>Checking the devices…</source>
        <translation>正在检查设备…</translation>
    </message>
    <message>
        <source>Format %1?</source>
        <translation>格式化 %1？</translation>
    </message>
    <message>
        <source>The service says: %1

What is on %2 is lost for good, and cannot be brought back.</source>
        <translation>服务报告：%1

%2 上的内容将永久丢失，无法找回。</translation>
    </message>
    <message>
        <source>Format %1</source>
        <translation>格式化 %1</translation>
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
        <translation>创建检查点(&amp;C)</translation>
    </message>
    <message>
        <source>Begin a new era: what changes from now on can be told from what was before</source>
        <translation>开始新纪元：今后更改的内容可与此前的内容区分开</translation>
    </message>
    <message>
        <source>Take metadata s&amp;napshot</source>
        <translation>创建元数据快照(&amp;N)</translation>
    </message>
    <message>
        <source>Hold a copy of the metadata, for offline tools, and begin a new era</source>
        <translation>保留一份元数据副本供离线工具使用，并开始新纪元</translation>
    </message>
    <message>
        <source>Drop the copy of the metadata that is held</source>
        <translation>释放所保留的元数据副本</translation>
    </message>
    <message>
        <source>&amp;Export changed blocks…</source>
        <translation>导出已更改的块(&amp;E)…</translation>
    </message>
    <message>
        <source>Write the list of blocks that changed into a file</source>
        <translation>将已更改块列表写入文件</translation>
    </message>
    <message>
        <source>Sc&amp;hedule checkpoints…</source>
        <translation>设置检查点计划(&amp;H)…</translation>
    </message>
    <message>
        <source>Have checkpoints taken by themselves</source>
        <translation>自动创建检查点</translation>
    </message>
    <message>
        <source>Resi&amp;ze…</source>
        <translation>调整大小(&amp;Z)…</translation>
    </message>
    <message>
        <source>Take in the sizes that the origin and the metadata device have now</source>
        <translation>采用源设备和元数据设备当前的大小</translation>
    </message>
    <message>
        <source>S&amp;uspend</source>
        <translation>挂起(&amp;U)</translation>
    </message>
    <message>
        <source>Hold every request, so that the origin is at rest</source>
        <translation>暂缓所有请求，使源设备处于静止状态</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>恢复(&amp;R)</translation>
    </message>
    <message>
        <source>Let the requests that wait go on, in a new era</source>
        <translation>让等待的请求在新纪元中继续</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>启动(&amp;S)</translation>
    </message>
    <message>
        <source>Serve the device</source>
        <translation>开始提供该设备</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>停止(&amp;T)</translation>
    </message>
    <message>
        <source>Stop serving the device; it is refused while somebody uses it</source>
        <translation>在设备不再被使用时，停止提供该设备</translation>
    </message>
    <message>
        <source>Restart with the &amp;installed version</source>
        <translation>用已安装的版本重新启动(&amp;I)</translation>
    </message>
    <message>
        <source>Let a new process serve the device while it is in use</source>
        <translation>在设备使用期间改由新进程提供服务</translation>
    </message>
    <message>
        <source>Check and re&amp;pair…</source>
        <translation>检查并修复(&amp;P)…</translation>
    </message>
    <message>
        <source>What to do about metadata that is damaged</source>
        <translation>如何处理已损坏的元数据</translation>
    </message>
    <message>
        <source>Re&amp;move…</source>
        <translation>移除(&amp;M)…</translation>
    </message>
    <message>
        <source>Forget the device; origin and metadata keep what is on them</source>
        <translation>移除该设备的记录；源设备和元数据设备上的内容保持不变</translation>
    </message>
    <message>
        <source>Copy the path of the block device to use</source>
        <translation>复制要使用的块设备的路径</translation>
    </message>
    <message>
        <source>No device is chosen.</source>
        <translation>未选择设备。</translation>
    </message>
    <message>
        <source>The service is not answering.</source>
        <translation>服务没有应答。</translation>
    </message>
    <message>
        <source>It is under way.</source>
        <translation>正在进行中。</translation>
    </message>
    <message>
        <source>%1
Not now: %2</source>
        <translation>%1
现在不可用：%2</translation>
    </message>
    <message>
        <source>Your account may not do this (%1).</source>
        <translation>您的账户无权执行此操作（%1）。</translation>
    </message>
    <message>
        <source>The device is stopped.</source>
        <translation>设备已停止。</translation>
    </message>
    <message>
        <source>The device is not running as it should: %1.</source>
        <translation>设备运行不正常：%1。</translation>
    </message>
    <message>
        <source>One is held already.</source>
        <translation>已保留了一个快照。</translation>
    </message>
    <message>
        <source>None is held.</source>
        <translation>没有保留快照。</translation>
    </message>
    <message>
        <source>It is suspended already.</source>
        <translation>设备已经挂起。</translation>
    </message>
    <message>
        <source>It is not suspended.</source>
        <translation>设备未挂起。</translation>
    </message>
    <message>
        <source>It is started already.</source>
        <translation>设备已经启动。</translation>
    </message>
    <message>
        <source>It is stopped already.</source>
        <translation>设备已经停止。</translation>
    </message>
    <message>
        <source>A device behind FUSE does not outlive its process: stop and start it.</source>
        <translation>通过 FUSE 提供的设备无法脱离其进程存在：请停止后再启动。</translation>
    </message>
    <message>
        <source>Nothing is known to be wrong with it.</source>
        <translation>未发现该设备有任何问题。</translation>
    </message>
    <message>
        <source>It is not stopped: stop it first.</source>
        <translation>设备尚未停止：请先停止。</translation>
    </message>
    <message>
        <source>Era %1 began.</source>
        <translation>纪元 %1 已开始。</translation>
    </message>
    <message>
        <source>A metadata snapshot is held.</source>
        <translation>已保留元数据快照。</translation>
    </message>
    <message>
        <source>Drop the metadata snapshot of %1?</source>
        <translation>丢弃 %1 的元数据快照？</translation>
    </message>
    <message>
        <source>Tools that read it at the moment fail. What the device remembers stays.</source>
        <translation>正在读取该快照的工具会失败。设备所记录的内容保持不变。</translation>
    </message>
    <message>
        <source>Drop</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>Suspend %1?</source>
        <translation>挂起 %1？</translation>
    </message>
    <message>
        <source>Whoever reads or writes waits until the device is resumed, this desktop too if it needs the device. File systems on it should be frozen before.</source>
        <translation>所有读写操作都会等待，直到设备恢复；如果此桌面需要该设备，它也会等待。应事先冻结其上的文件系统。</translation>
    </message>
    <message>
        <source>Suspend</source>
        <translation>挂起</translation>
    </message>
    <message>
        <source>Stop %1?</source>
        <translation>停止 %1？</translation>
    </message>
    <message>
        <source>The block device goes away; writes to the origin are not tracked until it is started again. It is refused while somebody uses the device.</source>
        <translation>块设备会消失；在再次启动之前，对源设备的写入不会被跟踪。如果设备正在使用中，此操作会被拒绝。</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Remove %1?</source>
        <translation>移除 %1？</translation>
    </message>
    <message>
        <source>Its configuration is forgotten. What is on the origin and on the metadata device stays as it is.</source>
        <translation>其配置会被删除。源设备和元数据设备上的内容保持不变。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Drop metadata snapshot</source>
        <translation>丢弃元数据快照</translation>
    </message>
    <message>
        <source>Copy de&amp;vice path</source>
        <translation>复制设备路径(&amp;V)</translation>
    </message>
    <message>
        <source>%1
A password will be asked for.</source>
        <translation>%1
需要输入密码。</translation>
    </message>
</context>
<context>
    <name>blkera::DeviceModel</name>
    <message>
        <source>%1 · era %2</source>
        <translation>%1 · 纪元 %2</translation>
    </message>
    <message>
        <source>%1 in front of %2</source>
        <translation>%1，位于 %2 之前</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>a device and its state</comment>
        <translation>%1，%2</translation>
    </message>
</context>
<context>
    <name>blkera::DevicePage</name>
    <message>
        <source>blocks of %1</source>
        <translation>块大小 %1</translation>
    </message>
    <message>
        <source>origin %1</source>
        <translation>源设备 %1</translation>
    </message>
    <message>
        <source>checkpoints: %1</source>
        <translation>检查点：%1</translation>
    </message>
    <message>
        <source>Eras that are looked at</source>
        <translation>所查看的纪元</translation>
    </message>
    <message>
        <source>Look at all eras again</source>
        <translation>重新查看所有纪元</translation>
    </message>
    <message>
        <source>Ma&amp;p</source>
        <translation>分布图(&amp;P)</translation>
    </message>
    <message>
        <source>Re&amp;gions</source>
        <translation>区域(&amp;G)</translation>
    </message>
    <message>
        <source>Er&amp;as</source>
        <translation>纪元(&amp;A)</translation>
    </message>
    <message>
        <source>What is known about the device</source>
        <translation>设备的已知信息</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Facts about the device</source>
        <translation>设备的基本信息</translation>
    </message>
    <message>
        <source>M&amp;ore</source>
        <translation>更多(&amp;O)</translation>
    </message>
    <message>
        <source>Metadata snapshot</source>
        <translation>元数据快照</translation>
    </message>
    <message>
        <source>The metadata is %1 % full. When it is full, writes to blocks that are not marked fail, and no checkpoint is taken.</source>
        <translation>元数据已用 %1%。用满后，对未标记的块的写入会失败，也无法创建检查点。</translation>
    </message>
    <message>
        <source>A metadata snapshot is held, at metadata block %1. Offline tools can read it while the device is in use.</source>
        <translation>已在元数据块 %1 处保留元数据快照。离线工具可以在设备使用期间读取它。</translation>
    </message>
    <message>
        <source>No metadata snapshot is held. One is needed only by offline tools that read the metadata while the device is in use; lists and maps do without.</source>
        <translation>没有保留元数据快照。只有在设备使用期间读取元数据的离线工具才需要快照；列表和分布图不需要。</translation>
    </message>
    <message>
        <source>since era %1  ✕</source>
        <translation>自纪元 %1 起  ✕</translation>
    </message>
    <message>
        <source>eras %1 to %2  ✕</source>
        <translation>纪元 %1 至 %2  ✕</translation>
    </message>
    <message>
        <source>Snapsho&amp;ts</source>
        <translation>快照(&amp;T)</translation>
    </message>
    <message>
        <source>Activit&amp;y</source>
        <translation>活动(&amp;Y)</translation>
    </message>
    <message>
        <source>This kernel has no ublk, so FUSE serves the device: slower, and it does not outlive its process. Load the module (modprobe ublk_drv), then stop the device and start it.</source>
        <translation>此内核没有 ublk，因此由 FUSE 提供设备：速度较慢，并且进程结束后设备也随之消失。请加载模块（modprobe ublk_drv），然后停止并启动设备。</translation>
    </message>
</context>
<context>
    <name>blkera::EraModel</name>
    <message>
        <source>%1 so far</source>
        <translation>已持续 %1</translation>
    </message>
    <message>
        <source>Era %1: %2, by %3</source>
        <translation>纪元 %1：%2，操作者：%3</translation>
    </message>
    <message>
        <source>Era %1: %2</source>
        <translation>纪元 %1：%2</translation>
    </message>
    <message>
        <source>It is not known when it began</source>
        <translation>开始时间未知</translation>
    </message>
    <message>
        <source>began %1, %2</source>
        <comment>a time and how long</comment>
        <translation>开始于 %1，%2</translation>
    </message>
    <message>
        <source>began %1</source>
        <translation>开始于 %1</translation>
    </message>
    <message>
        <source>what is written is counted when it ends</source>
        <translation>写入量在纪元结束时统计</translation>
    </message>
    <message>
        <source>it is not known how much was written</source>
        <translation>写入量未知</translation>
    </message>
    <message>
        <source>of several devices at one moment: group %1</source>
        <translation>与其他设备在同一时刻开始：组 %1</translation>
    </message>
    <message>
        <source>rebuilt from the metadata: blocks that were written again later are not counted</source>
        <translation>根据元数据重建：后来再次写入的块未计入</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a heading and what is below it</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Era</source>
        <translation>纪元</translation>
    </message>
    <message>
        <source>Began</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>持续时间</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>By</source>
        <translation>操作者</translation>
    </message>
    <message>
        <source>Blocks</source>
        <translation>块数</translation>
    </message>
    <message>
        <source>Written</source>
        <translation>写入量</translation>
    </message>
    <message numerus="yes">
        <source>%1 block(s) marked, %2 written</source>
        <translation>
            <numerusform>已标记 %1 个块，写入 %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 block(s) marked</source>
        <translation>
            <numerusform>已标记 %1 个块</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>blkera::EraRangeFields</name>
    <message>
        <source>Take a chec&amp;kpoint first</source>
        <translation>先创建检查点(&amp;K)</translation>
    </message>
    <message>
        <source>the first</source>
        <translation>最早</translation>
    </message>
    <message>
        <source>now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>&amp;Since era:</source>
        <translation>起始纪元(&amp;S)：</translation>
    </message>
    <message>
        <source>&amp;Until era:</source>
        <translation>结束纪元(&amp;U)：</translation>
    </message>
    <message>
        <source>There is no such era yet.</source>
        <translation>尚无此纪元。</translation>
    </message>
    <message>
        <source>The first era is after the last one.</source>
        <translation>起始纪元晚于结束纪元。</translation>
    </message>
    <message>
        <source>Every block, those that were never written too.</source>
        <translation>所有块，包括从未写入的块。</translation>
    </message>
    <message>
        <source>Began %1.</source>
        <translation>开始于 %1。</translation>
    </message>
    <message>
        <source>Looking when it began…</source>
        <translation>正在查询开始时间…</translation>
    </message>
    <message>
        <source>When it began is not known.</source>
        <translation>开始时间未知。</translation>
    </message>
    <message>
        <source>Era %1 is still open: writes that are under way may be missing. Take a checkpoint first to have an end.</source>
        <translation>纪元 %1 尚未结束：正在进行的写入可能未包含在内。请先创建检查点，以得到明确的终点。</translation>
    </message>
    <message>
        <source>Ended %1.</source>
        <translation>结束于 %1。</translation>
    </message>
    <message>
        <source>Looking when it ended…</source>
        <translation>正在查询结束时间…</translation>
    </message>
    <message>
        <source>When it ended is not known.</source>
        <translation>结束时间未知。</translation>
    </message>
</context>
<context>
    <name>blkera::EraTimelineView</name>
    <message numerus="yes">
        <source>%n era(s) are shown. %1</source>
        <translation>
            <numerusform>显示 %n 个纪元。%1</numerusform>
        </translation>
    </message>
    <message>
        <source>Left and Right go from era to era, with Control to the next pin or flag, and with Shift they choose. Return chooses from this era on, Escape all eras.</source>
        <translation>左、右方向键在纪元之间移动，按住 Ctrl 键时移到下一个图钉或旗标，按住 Shift 键时进行选择。回车键选择自此纪元起的所有纪元，Esc 键选择全部纪元。</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>+</source>
        <comment>zoom in</comment>
        <translation>+</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>−</source>
        <comment>zoom out</comment>
        <translation>−</translation>
    </message>
    <message>
        <source>Show all eras</source>
        <translation>显示所有纪元</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>适合</translation>
    </message>
    <message>
        <source>Back to the previous part</source>
        <translation>返回上一个显示范围</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>后退</translation>
    </message>
    <message>
        <source>Forward to the next part</source>
        <translation>前进到下一个显示范围</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>前进</translation>
    </message>
    <message>
        <source>Scroll in time</source>
        <translation>沿时间轴滚动</translation>
    </message>
    <message>
        <source>Eras</source>
        <translation>纪元</translation>
    </message>
    <message>
        <source>Eras of %1</source>
        <translation>%1 的纪元</translation>
    </message>
    <message>
        <source>All eras</source>
        <translation>所有纪元</translation>
    </message>
    <message>
        <source>Chosen: since era %1</source>
        <translation>已选择：自纪元 %1 起</translation>
    </message>
    <message>
        <source>Chosen: eras %1 to %2</source>
        <translation>已选择：纪元 %1 至 %2</translation>
    </message>
    <message>
        <source>The eras are not known: %1</source>
        <translation>无法得知纪元：%1</translation>
    </message>
    <message>
        <source>Asking for the eras…</source>
        <translation>正在获取纪元…</translation>
    </message>
    <message>
        <source>There are no eras yet</source>
        <translation>尚无纪元</translation>
    </message>
    <message>
        <source>a metadata snapshot is held since it began</source>
        <translation>自该纪元开始时起保留着元数据快照</translation>
    </message>
    <message>
        <source>A bar is an era: as wide as it was long, and as high as much was written, on a logarithmic scale. A pin is a snapshot, a flag a start of the device, a cross a start after a crash, a diamond a change of size.</source>
        <translation>每个条形代表一个纪元：宽度表示持续时间，高度表示写入量，采用对数刻度。图钉表示快照，旗标表示设备启动，叉号表示崩溃后启动，菱形表示大小更改。</translation>
    </message>
    <message numerus="yes">
        <source>%n era(s) here, %1 to %2, from %3 on · blocks marked: %4</source>
        <translation>
            <numerusform>此处有 %n 个纪元，%1 至 %2，从 %3 开始 · 已标记的块数：%4</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>blkera::ErasPage</name>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Eras</source>
        <translation>纪元</translation>
    </message>
    <message>
        <source>On the map and in the table of regions</source>
        <translation>在分布图和区域表中</translation>
    </message>
    <message>
        <source>Select an era first</source>
        <translation>请先选择一个纪元</translation>
    </message>
    <message>
        <source>Eras could not be read: %1</source>
        <translation>无法读取纪元：%1</translation>
    </message>
    <message>
        <source>The newest %1 eras; scroll down for older ones</source>
        <translation>最新的 %1 个纪元；向下滚动可查看更早的纪元</translation>
    </message>
    <message numerus="yes">
        <source>%n era(s)</source>
        <translation>
            <numerusform>%n 个纪元</numerusform>
        </translation>
    </message>
    <message>
        <source>Asking for the eras…</source>
        <translation>正在获取纪元…</translation>
    </message>
    <message>
        <source>There are no eras yet: the first one begins when the device is started</source>
        <translation>尚无纪元：第一个纪元在设备启动时开始</translation>
    </message>
    <message>
        <source>Sho&amp;w changes of these eras</source>
        <translation>显示这些纪元的更改(&amp;W)</translation>
    </message>
    <message>
        <source>Sho&amp;w changes since this era</source>
        <translation>显示自此纪元起的更改(&amp;W)</translation>
    </message>
</context>
<context>
    <name>blkera::EventModel</name>
    <message>
        <source>%1, %2: %3, %4</source>
        <comment>time, severity, kind and text of an event</comment>
        <translation>%1，%2：%3，%4</translation>
    </message>
    <message>
        <source>%1, %2: %3, %4, %5</source>
        <comment>time, severity, device, kind and text of an event</comment>
        <translation>%1，%2：%3，%4，%5</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>严重程度</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详细信息</translation>
    </message>
</context>
<context>
    <name>blkera::ExportDialog</name>
    <message>
        <source>&amp;Browse…</source>
        <translation>浏览(&amp;B)…</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Export the changed blocks of %1</source>
        <translation>导出 %1 中已更改的块</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>导出(&amp;E)</translation>
    </message>
    <message>
        <source>XML, as era_invalidate prints it</source>
        <translation>XML，与 era_invalidate 的输出相同</translation>
    </message>
    <message>
        <source>JSON, with offsets in bytes</source>
        <translation>JSON，偏移以字节为单位</translation>
    </message>
    <message>
        <source>&amp;Format:</source>
        <translation>格式(&amp;F)：</translation>
    </message>
    <message>
        <source>&amp;Into file:</source>
        <translation>写入文件(&amp;I)：</translation>
    </message>
    <message>
        <source>First rows of the list</source>
        <translation>列表的前几行</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Write the list into</source>
        <translation>将列表保存到</translation>
    </message>
    <message>
        <source>The device has to be started first.</source>
        <translation>必须先启动设备。</translation>
    </message>
    <message>
        <source>Give the whole path of a file.</source>
        <translation>请输入文件的完整路径。</translation>
    </message>
    <message>
        <source>Beginning a new era…</source>
        <translation>正在开始新纪元…</translation>
    </message>
    <message>
        <source>Era %1 ended; the list goes up to it.</source>
        <translation>纪元 %1 已结束；列表截至该纪元。</translation>
    </message>
    <message>
        <source>Looking at %1…</source>
        <translation>正在查看 %1…</translation>
    </message>
    <message>
        <source>There is no folder %1.</source>
        <translation>文件夹 %1 不存在。</translation>
    </message>
    <message>
        <source>%1 is a folder: give a file in it.</source>
        <translation>%1 是文件夹：请指定其中的文件。</translation>
    </message>
    <message>
        <source>%1 is not a file, and would be overwritten.</source>
        <translation>%1 不是普通文件，写入会将其覆盖。</translation>
    </message>
    <message>
        <source>Replace %1?</source>
        <translation>替换 %1？</translation>
    </message>
    <message>
        <source>There is a file %1 already. It is replaced when the list is complete.</source>
        <translation>文件 %1 已存在。列表完整后才会替换它。</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>Opening %1…</source>
        <translation>正在打开 %1…</translation>
    </message>
    <message>
        <source>Asking for the list…</source>
        <translation>正在获取列表…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Writing the list…</source>
        <translation>正在写入列表…</translation>
    </message>
    <message>
        <source>Writing the list: %1 %</source>
        <translation>正在写入列表：%1%</translation>
    </message>
    <message numerus="yes">
        <source>Writing the list: %1 %, %n second(s) left</source>
        <translation>
            <numerusform>正在写入列表：%1%，剩余 %n 秒</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Writing the list: %1 %, %n minute(s) left</source>
        <translation>
            <numerusform>正在写入列表：%1%，剩余 %n 分钟</numerusform>
        </translation>
    </message>
    <message>
        <source>Giving the list up…</source>
        <translation>正在取消导出…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>The list was given up. Nothing was left behind.</source>
        <translation>已取消导出。没有留下任何文件。</translation>
    </message>
    <message>
        <source>Reading %1 again for its sum…</source>
        <translation>正在重新读取 %1 以计算校验和…</translation>
    </message>
    <message numerus="yes">
        <source>%1
%n range(s), %2, sha256 %3</source>
        <translation>
            <numerusform>%1
%n 个范围，%2，sha256 %3</numerusform>
        </translation>
    </message>
    <message>
        <source>The list has more than it should: of %1 blocks, %2 were written later, and perhaps in these eras. No block is missing.</source>
        <translation>列表可能包含多余的块：%1 个块中有 %2 个在之后写入过，在这些纪元中可能也写入过。没有遗漏任何块。</translation>
    </message>
    <message numerus="yes">
        <source>%n block(s) are listed.</source>
        <translation>
            <numerusform>已列出 %n 个块。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>blkera::JobModel</name>
    <message>
        <source>It has ended</source>
        <translation>作业已结束</translation>
    </message>
    <message>
        <source>The service is not answering</source>
        <translation>服务没有应答</translation>
    </message>
    <message>
        <source>Cancelling was asked for</source>
        <translation>已请求取消该作业</translation>
    </message>
    <message>
        <source>This cannot be cancelled: it would leave the device in between</source>
        <translation>无法取消：否则会使设备处于中间状态</translation>
    </message>
    <message>
        <source>Cancel it before it is done</source>
        <translation>在完成之前取消该作业</translation>
    </message>
    <message>
        <source>No running jobs</source>
        <translation>没有正在运行的作业</translation>
    </message>
    <message numerus="yes">
        <source>%n running job(s)</source>
        <translation>
            <numerusform>%n 个正在运行的作业</numerusform>
        </translation>
    </message>
    <message>
        <source>%1/s</source>
        <comment>a size per second</comment>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>running for %1</source>
        <translation>已运行 %1</translation>
    </message>
    <message>
        <source>%1 %</source>
        <comment>percent done</comment>
        <translation>%1%</translation>
    </message>
    <message>
        <source>%1 % · %2</source>
        <comment>percent done, time left</comment>
        <translation>%1% · %2</translation>
    </message>
    <message>
        <source>%1 % · %2 · %3</source>
        <comment>percent done, time left, size per second</comment>
        <translation>%1% · %2 · %3</translation>
    </message>
    <message>
        <source>%1 after %2: %3</source>
        <comment>an outcome, a duration, why</comment>
        <translation>%1，用时 %2：%3</translation>
    </message>
    <message>
        <source>%1 after %2</source>
        <comment>an outcome, a duration</comment>
        <translation>%1，用时 %2</translation>
    </message>
    <message>
        <source>%1, as of %2; the service is not answering</source>
        <comment>progress, a time</comment>
        <translation>%1，截至 %2；服务没有应答</translation>
    </message>
    <message>
        <source>Cancelling · %1</source>
        <translation>正在取消 · %1</translation>
    </message>
    <message>
        <source>%1 · not cancelled: %2</source>
        <comment>progress, why</comment>
        <translation>%1 · 未取消：%2</translation>
    </message>
    <message>
        <source>Cancelling</source>
        <translation>正在取消</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>an operation and its device</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Begun %1 by %2</source>
        <translation>由 %2 于 %1 开始</translation>
    </message>
    <message>
        <source>%1, %2: %3</source>
        <comment>operation and device, state, details</comment>
        <translation>%1，%2：%3</translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>By</source>
        <translation>操作者</translation>
    </message>
    <message numerus="yes">
        <source>%1 block(s)/s</source>
        <translation>
            <numerusform>%1 块/秒</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>blkera::JobRow</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Report…</source>
        <translation>报告…</translation>
    </message>
    <message>
        <source>Progress: %1</source>
        <translation>进度：%1</translation>
    </message>
    <message>
        <source>Cancel: %1</source>
        <translation>取消：%1</translation>
    </message>
    <message>
        <source>Report: %1</source>
        <translation>报告：%1</translation>
    </message>
</context>
<context>
    <name>blkera::JobWizard</name>
    <message>
        <source>done</source>
        <comment>state of a step</comment>
        <translation>已完成</translation>
    </message>
    <message>
        <source>now</source>
        <comment>state of a step</comment>
        <translation>进行中</translation>
    </message>
    <message>
        <source>failed</source>
        <comment>state of a step</comment>
        <translation>失败</translation>
    </message>
    <message>
        <source>waiting</source>
        <comment>state of a step</comment>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>What happens in this step</source>
        <translation>此步骤中将要执行的操作</translation>
    </message>
    <message>
        <source>What is under way</source>
        <translation>正在进行的操作</translation>
    </message>
    <message>
        <source>Why it cannot go on yet</source>
        <translation>尚不能继续的原因</translation>
    </message>
    <message>
        <source>What is the case if it is left here</source>
        <translation>在此处停止后的状态</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Progress of this step</source>
        <translation>此步骤的进度</translation>
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
        <translation>步骤 %1，%2：%3</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>&amp;Stop and keep</source>
        <translation>停止并保留(&amp;S)</translation>
    </message>
    <message>
        <source>If you stop here: %1</source>
        <translation>如果在此停止：%1</translation>
    </message>
    <message>
        <source>&amp;This cannot be taken back. To go on, type the name of the device: %1</source>
        <translation>此操作无法撤销。要继续，请输入设备名称(&amp;T)：%1</translation>
    </message>
    <message>
        <source>Name of the device, %1</source>
        <translation>设备名称，%1</translation>
    </message>
    <message>
        <source>It is driven by %1.</source>
        <translation>该作业正由 %1 操作。</translation>
    </message>
</context>
<context>
    <name>blkera::JobsPanel</name>
    <message>
        <source>Jobs</source>
        <translation>作业</translation>
    </message>
    <message>
        <source>No jobs. Whatever takes longer is shown here while it goes on, and for ten minutes after its end.</source>
        <translation>没有作业。耗时较长的操作会在进行期间以及结束后的十分钟内显示在此处。</translation>
    </message>
    <message numerus="yes">
        <source>%n older job(s) are not shown</source>
        <translation>
            <numerusform>%n 个较早的作业未显示</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>blkera::MainWindow</name>
    <message>
        <source>Jobs</source>
        <translation>作业</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>&amp;New device…</source>
        <translation>新建设备(&amp;N)…</translation>
    </message>
    <message>
        <source>Put a device that remembers eras in front of another one</source>
        <translation>在另一个设备之前放置一个记录纪元的设备</translation>
    </message>
    <message>
        <source>Checkpoint &amp;several…</source>
        <translation>为多个设备创建检查点(&amp;S)…</translation>
    </message>
    <message>
        <source>Begin a new era on several devices at one moment</source>
        <translation>在多个设备上于同一时刻开始新纪元</translation>
    </message>
    <message>
        <source>&amp;Reload the configuration</source>
        <translation>重新加载配置(&amp;R)</translation>
    </message>
    <message>
        <source>Take in what was changed in the configuration files</source>
        <translation>读入配置文件中的更改</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>重试(&amp;T)</translation>
    </message>
    <message>
        <source>Ask the service again</source>
        <translation>重新连接服务</translation>
    </message>
    <message>
        <source>&amp;Copy command</source>
        <translation>复制命令(&amp;C)</translation>
    </message>
    <message>
        <source>Copy the command that shows what is the matter with the service</source>
        <translation>复制用于查明服务问题的命令</translation>
    </message>
    <message>
        <source>&amp;Find a device</source>
        <translation>查找设备(&amp;F)</translation>
    </message>
    <message>
        <source>Type a part of its name</source>
        <translation>输入其名称的一部分</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>Close the window; jobs go on</source>
        <translation>关闭窗口；作业会继续</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Device</source>
        <translation>设备(&amp;D)</translation>
    </message>
    <message>
        <source>Copy as c&amp;ommand</source>
        <translation>复制为命令(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Appearance</source>
        <translation>外观(&amp;A)</translation>
    </message>
    <message>
        <source>As the &amp;desktop</source>
        <translation>跟随桌面(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>浅色(&amp;L)</translation>
    </message>
    <message>
        <source>Dar&amp;k</source>
        <translation>深色(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;High contrast</source>
        <translation>高对比度(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;About Block Eras</source>
        <translation>关于 Block Eras(&amp;A)</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Find a device (F3)</source>
        <translation>查找设备 (F3)</translation>
    </message>
    <message>
        <source>Find a device</source>
        <translation>查找设备</translation>
    </message>
    <message>
        <source>&amp;Jobs</source>
        <translation>作业(&amp;J)</translation>
    </message>
    <message>
        <source>Running jobs</source>
        <translation>正在运行的作业</translation>
    </message>
    <message>
        <source>%1: a job failed</source>
        <translation>%1：作业失败</translation>
    </message>
    <message>
        <source>The era service is not answering; what is shown is as of %1.</source>
        <translation>纪元服务没有应答；显示的内容截至 %1。</translation>
    </message>
    <message>
        <source>The history cannot be written at present: %1</source>
        <translation>目前无法写入历史：%1</translation>
    </message>
    <message>
        <source>No era devices yet.</source>
        <translation>尚无纪元设备。</translation>
    </message>
    <message>
        <source>A device of that kind stands in front of another one and remembers, before each write, which blocks changed in which era. Backups and rolled back caches need only those.</source>
        <translation>这种设备位于另一个设备之前，在每次写入之前记录哪些块在哪个纪元中更改。备份和回滚后的缓存只需处理这些块。</translation>
    </message>
    <message>
        <source>Asking the era service…</source>
        <translation>正在连接纪元服务…</translation>
    </message>
    <message>
        <source>The era service is not answering.</source>
        <translation>纪元服务没有应答。</translation>
    </message>
    <message>
        <source>The unit is blkerad.service; %1.</source>
        <translation>服务单元为 blkerad.service；%1。</translation>
    </message>
    <message>
        <source>The era service is not running.</source>
        <translation>纪元服务未运行。</translation>
    </message>
    <message>
        <source>There is no system bus.</source>
        <translation>没有系统总线。</translation>
    </message>
    <message>
        <source>The service is of another version than this program.</source>
        <translation>服务的版本与此程序的版本不同。</translation>
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
        <translation>%1% – %2</translation>
    </message>
    <message>
        <source>About Block Eras</source>
        <translation>关于 Block Eras</translation>
    </message>
    <message>
        <source>Block Eras %1</source>
        <translation>Block Eras %1</translation>
    </message>
    <message>
        <source>Shows which blocks of a device changed, era by era, and leads through what can be done with that. The service is version %1.

Free software under the GNU General Public License, version 2 or later.</source>
        <translation>按纪元显示设备中哪些块已更改，并引导您完成由此可以进行的操作。服务的版本为 %1。

本程序是自由软件，依据 GNU 通用公共许可证第 2 版或更高版本发布。</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>&amp;Copy diagnostics</source>
        <translation>复制诊断信息(&amp;C)</translation>
    </message>
    <message>
        <source>Copied: what a report about a problem needs.</source>
        <translation>已复制：问题报告所需的信息。</translation>
    </message>
    <message>
        <source>&amp;Refresh</source>
        <translation>刷新(&amp;R)</translation>
    </message>
    <message>
        <source>Ask the service again for what is shown</source>
        <translation>向服务重新获取所显示的内容</translation>
    </message>
</context>
<context>
    <name>blkera::MapLegend</name>
    <message>
        <source>Legend</source>
        <translation>图例</translation>
    </message>
    <message>
        <source>Share of changed blocks: from %1 to %2, a step a decade</source>
        <translation>已更改块的占比：从 %1 到 %2，每级相差十倍</translation>
    </message>
    <message>
        <source>Era of the last write: from %1 to %2</source>
        <translation>最后一次写入的纪元：从 %1 到 %2</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1%</translation>
    </message>
    <message>
        <source>≤ %1</source>
        <translation>≤ %1</translation>
    </message>
    <message>
        <source>era %1</source>
        <translation>纪元 %1</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>not known yet</source>
        <translation>尚不清楚</translation>
    </message>
    <message>
        <source>highlighted</source>
        <translation>突出显示</translation>
    </message>
</context>
<context>
    <name>blkera::MapOverviewBar</name>
    <message>
        <source>Whole device</source>
        <translation>整个设备</translation>
    </message>
    <message>
        <source>Left and Right move the part that the map shows</source>
        <translation>左、右方向键移动分布图所显示的部分</translation>
    </message>
    <message>
        <source>The whole device; the frame is what the map shows. Drag it, or use the arrow keys.</source>
        <translation>整个设备；边框内是分布图所显示的部分。可拖动它，或使用方向键。</translation>
    </message>
    <message>
        <source>The map shows %1 to %2 of %3</source>
        <translation>分布图显示 %3 中的 %1 至 %2</translation>
    </message>
</context>
<context>
    <name>blkera::MapPage</name>
    <message>
        <source>Cell</source>
        <translation>单元格</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>摘要</translation>
    </message>
    <message>
        <source>Show changes</source>
        <translation>显示更改</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the summary</source>
        <translation>复制摘要</translation>
    </message>
    <message>
        <source>Copy the sentence</source>
        <translation>复制该句</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>后退</translation>
    </message>
    <message>
        <source>Back to what was shown before</source>
        <translation>返回之前显示的内容</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>前进</translation>
    </message>
    <message>
        <source>Forward to what was shown after</source>
        <translation>前进到之后显示的内容</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Zoom in at the cursor</source>
        <translation>在光标处放大</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>适合</translation>
    </message>
    <message>
        <source>Show the whole device</source>
        <translation>显示整个设备</translation>
    </message>
    <message>
        <source>1:1</source>
        <translation>1:1</translation>
    </message>
    <message>
        <source>Show single blocks</source>
        <translation>显示单个块</translation>
    </message>
    <message>
        <source>How much changed</source>
        <translation>更改量</translation>
    </message>
    <message>
        <source>Newest era</source>
        <translation>最新纪元</translation>
    </message>
    <message>
        <source>What colours say</source>
        <translation>颜色的含义</translation>
    </message>
    <message>
        <source>Blue to yellow</source>
        <translation>蓝到黄</translation>
    </message>
    <message>
        <source>Purple to yellow</source>
        <translation>紫到黄</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>灰度</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Map of changed blocks</source>
        <translation>已更改块分布图</translation>
    </message>
    <message>
        <source>Map of changed blocks of %1</source>
        <translation>%1 的已更改块分布图</translation>
    </message>
    <message>
        <source>Which blocks changed is not known yet.</source>
        <translation>尚不清楚哪些块已更改。</translation>
    </message>
    <message>
        <source>No device is chosen.</source>
        <translation>未选择设备。</translation>
    </message>
    <message>
        <source>There is no map of %1 at present.</source>
        <translation>目前没有 %1 的分布图。</translation>
    </message>
    <message>
        <source>Which blocks changed can be seen while the device runs. Start it first.</source>
        <translation>设备运行时才能查看哪些块已更改。请先启动设备。</translation>
    </message>
    <message>
        <source>Seeing which blocks changed needs authorisation</source>
        <translation>需要授权才能查看哪些块已更改</translation>
    </message>
    <message>
        <source>The map could not be read.</source>
        <translation>无法读取分布图。</translation>
    </message>
    <message>
        <source>The whole device is shown already</source>
        <translation>已显示整个设备</translation>
    </message>
    <message>
        <source>Single blocks are shown already</source>
        <translation>已显示单个块</translation>
    </message>
    <message>
        <source>Nothing was shown before</source>
        <translation>之前没有显示过其他内容</translation>
    </message>
    <message>
        <source>There is nothing to go forward to</source>
        <translation>没有可前进的内容</translation>
    </message>
</context>
<context>
    <name>blkera::MessageBar</name>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>关闭此消息</translation>
    </message>
</context>
<context>
    <name>blkera::RegionsPage</name>
    <message>
        <source>Copy rows</source>
        <translation>复制行</translation>
    </message>
    <message>
        <source>Show on the map</source>
        <translation>在分布图上显示</translation>
    </message>
    <message>
        <source>Copy as command</source>
        <translation>复制为命令</translation>
    </message>
    <message>
        <source>Show changes</source>
        <translation>显示更改</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Stop reading</source>
        <translation>停止读取</translation>
    </message>
    <message>
        <source>Regions that changed</source>
        <translation>已更改的区域</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>摘要</translation>
    </message>
    <message>
        <source>How many regions the table has</source>
        <translation>表中的区域数</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the summary</source>
        <translation>复制摘要</translation>
    </message>
    <message>
        <source>Copy the sentence</source>
        <translation>复制该句</translation>
    </message>
    <message>
        <source>Show the region on the map (Enter)</source>
        <translation>在分布图上显示该区域 (Enter)</translation>
    </message>
    <message>
        <source>No device is chosen.</source>
        <translation>未选择设备。</translation>
    </message>
    <message>
        <source>The list was not read.</source>
        <translation>未读取列表。</translation>
    </message>
    <message>
        <source>There is no list of %1 at present.</source>
        <translation>目前没有 %1 的列表。</translation>
    </message>
    <message>
        <source>Which blocks changed can be seen while the device runs. Start it first.</source>
        <translation>设备运行时才能查看哪些块已更改。请先启动设备。</translation>
    </message>
    <message>
        <source>Seeing which blocks changed needs authorisation</source>
        <translation>需要授权才能查看哪些块已更改</translation>
    </message>
    <message>
        <source>The list could not be read.</source>
        <translation>无法读取列表。</translation>
    </message>
    <message>
        <source>Reading the list of changed blocks</source>
        <translation>正在读取已更改块列表</translation>
    </message>
    <message>
        <source>No region changed.</source>
        <translation>没有已更改的区域。</translation>
    </message>
    <message numerus="yes">
        <source>All %n region(s).</source>
        <translation>
            <numerusform>共 %n 个区域。</numerusform>
        </translation>
    </message>
    <message>
        <source>The %1 longest of %2 regions.</source>
        <translation>%2 个区域中最长的 %1 个。</translation>
    </message>
    <message numerus="yes">
        <source>%1 region(s) so far</source>
        <translation>
            <numerusform>已读取 %1 个区域</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>blkera::RepairDialog</name>
    <message>
        <source>Repair %1</source>
        <translation>修复 %1</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>问题所在</translation>
    </message>
    <message>
        <source>Stop the device. Nobody may use it any more: unmount what is on it before.</source>
        <translation>停止设备。设备不得再被使用：请先卸载其上的文件系统。</translation>
    </message>
    <message>
        <source>As root, check the metadata. It lists what is damaged, and changes nothing. If it finds nothing, go to the last step.</source>
        <translation>以 root 身份检查元数据。此操作会列出损坏之处，不做任何更改。如果没有发现问题，请直接转到最后一步。</translation>
    </message>
    <message>
        <source>Repair it into a file. The damaged metadata stays as it is; blocks of which nothing can be proved count as written, so no list misses any. A metadata snapshot that is held is left out.</source>
        <translation>将其修复到一个文件中。已损坏的元数据保持不变；无法确认的块视为已写入，因此列表不会遗漏任何块。所保留的元数据快照不包括在内。</translation>
    </message>
    <message>
        <source>Check what was made. It must find nothing.</source>
        <translation>检查所生成的文件。检查结果必须没有任何问题。</translation>
    </message>
    <message>
        <source>Bring it back to the metadata device, which is overwritten: keep the file until the device runs.</source>
        <translation>将其写回元数据设备，该设备上的内容会被覆盖：在设备正常运行之前，请保留该文件。</translation>
    </message>
    <message>
        <source>Start the device again. It checks the metadata itself.</source>
        <translation>再次启动设备。设备会自行检查元数据。</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <comment>number of a step, and what to do</comment>
        <translation>%1. %2</translation>
    </message>
    <message>
        <source>if needed</source>
        <translation>如有需要</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Command of step %1</source>
        <translation>步骤 %1 的命令</translation>
    </message>
    <message>
        <source>Copy the command of step %1</source>
        <translation>复制步骤 %1 的命令</translation>
    </message>
    <message>
        <source>%1, state: %2</source>
        <translation>%1，状态：%2</translation>
    </message>
    <message>
        <source>The service says: %1</source>
        <translation>服务报告：%1</translation>
    </message>
    <message>
        <source>✓ done</source>
        <translation>✓ 已完成</translation>
    </message>
    <message>
        <source>▸ now</source>
        <translation>▸ 现在</translation>
    </message>
    <message>
        <source>▸ last</source>
        <translation>▸ 最后</translation>
    </message>
    <message>
        <source>then</source>
        <translation>随后</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>启动(&amp;S)</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>停止(&amp;T)</translation>
    </message>
    <message>
        <source>%1 is running again.</source>
        <translation>%1 已重新运行。</translation>
    </message>
    <message>
        <source>It runs as it should.</source>
        <translation>设备运行正常。</translation>
    </message>
    <message>
        <source>Its state is changing.</source>
        <translation>设备状态正在变化。</translation>
    </message>
    <message>
        <source>Starting %1…</source>
        <translation>正在启动 %1…</translation>
    </message>
    <message>
        <source>Stopping %1…</source>
        <translation>正在停止 %1…</translation>
    </message>
</context>
<context>
    <name>blkera::ReportWindow</name>
    <message>
        <source>Report: %1</source>
        <translation>报告：%1</translation>
    </message>
    <message>
        <source>Show &amp;as:</source>
        <translation>显示为(&amp;A)：</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>Format of the report</source>
        <translation>报告的格式</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Save…</source>
        <translation>保存(&amp;S)…</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>保存报告</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation>文本 (*.txt)</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>已保存为 %1</translation>
    </message>
    <message>
        <source>%1 was not saved: %2</source>
        <comment>a file and why</comment>
        <translation>%1 未保存：%2</translation>
    </message>
</context>
<context>
    <name>blkera::ResizeDialog</name>
    <message>
        <source>Copy the resu&amp;lt</source>
        <translation>复制结果(&amp;L)</translation>
    </message>
    <message>
        <source>Let it shrink…</source>
        <translation>允许缩小…</translation>
    </message>
    <message>
        <source>Resize %1</source>
        <translation>调整 %1 的大小</translation>
    </message>
    <message>
        <source>&amp;Resize</source>
        <translation>调整大小(&amp;R)</translation>
    </message>
    <message>
        <source>What happens</source>
        <translation>将要执行的操作</translation>
    </message>
    <message>
        <source>Change the size of the origin or of the metadata device first, with the tools that made them. Then this takes in the sizes that they have now, while the device is in use. A new era begins. What the origin has grown by counts as never written.</source>
        <translation>请先用创建源设备或元数据设备的工具更改其大小。然后，此操作会在设备使用期间采用它们当前的大小。新纪元随之开始。源设备增加的部分视为从未写入。</translation>
    </message>
    <message>
        <source>Sizes now</source>
        <translation>当前大小</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>%1 is stopped. It takes in the sizes when it is resized while it runs.</source>
        <translation>%1 已停止。要采用新的大小，须在其运行期间调整大小。</translation>
    </message>
    <message>
        <source>The device knows:
Origin %1: %2
Metadata %3: %4, of which %5 are used</source>
        <translation>设备当前记录：
源设备 %1：%2
元数据 %3：%4，其中已用 %5</translation>
    </message>
    <message>
        <source>The device has to be started first.</source>
        <translation>必须先启动设备。</translation>
    </message>
    <message>
        <source>The device has to be resumed first.</source>
        <translation>必须先恢复设备。</translation>
    </message>
    <message>
        <source>Taking in the sizes…</source>
        <translation>正在采用新的大小…</translation>
    </message>
    <message>
        <source>Let %1 shrink?</source>
        <translation>允许 %1 缩小？</translation>
    </message>
    <message>
        <source>The service says: %1

What is remembered about the end that is cut off is lost: no list has those blocks any more, even if the origin grows again. Whoever still uses that end gets errors.</source>
        <translation>服务报告：%1

关于被截去的末尾部分的记录会丢失：即使源设备再次增大，任何列表也不会再包含这些块。仍在使用该末尾部分的程序会收到错误。</translation>
    </message>
    <message>
        <source>Let it shrink</source>
        <translation>允许缩小</translation>
    </message>
    <message>
        <source>Size: %1</source>
        <translation>大小：%1</translation>
    </message>
    <message>
        <source>Era blocks: %1 → %2</source>
        <translation>纪元块数：%1 → %2</translation>
    </message>
    <message>
        <source>Metadata: %1 → %2</source>
        <translation>元数据：%1 → %2</translation>
    </message>
    <message>
        <source>The block device has that size only after the device was stopped and started.</source>
        <translation>设备停止并启动之后，块设备才会具有该大小。</translation>
    </message>
    <message>
        <source>Both devices have the sizes that they had.</source>
        <translation>两个设备的大小均未改变。</translation>
    </message>
    <message>
        <source>The sizes are taken in.</source>
        <translation>已采用新的大小。</translation>
    </message>
</context>
<context>
    <name>blkera::ScheduleDialog</name>
    <message>
        <source>Checkpoints of %1 by themselves</source>
        <translation>%1 的自动检查点</translation>
    </message>
    <message>
        <source>&amp;Set schedule</source>
        <translation>设置计划(&amp;S)</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>从不</translation>
    </message>
    <message>
        <source>At an interval</source>
        <translation>按间隔</translation>
    </message>
    <message>
        <source>Every hour</source>
        <translation>每小时</translation>
    </message>
    <message>
        <source>Every day</source>
        <translation>每天</translation>
    </message>
    <message>
        <source>Every week</source>
        <translation>每周</translation>
    </message>
    <message>
        <source>Every month</source>
        <translation>每月</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>分钟</translation>
    </message>
    <message>
        <source>hours</source>
        <translation>小时</translation>
    </message>
    <message>
        <source>days</source>
        <translation>天</translation>
    </message>
    <message>
        <source>Unit of the interval</source>
        <translation>间隔的单位</translation>
    </message>
    <message>
        <source>&amp;When:</source>
        <translation>何时(&amp;W)：</translation>
    </message>
    <message>
        <source>&amp;Every:</source>
        <translation>间隔(&amp;E)：</translation>
    </message>
    <message>
        <source>&amp;Day of the week:</source>
        <translation>星期几(&amp;D)：</translation>
    </message>
    <message>
        <source>Day of the m&amp;onth:</source>
        <translation>每月几日(&amp;O)：</translation>
    </message>
    <message>
        <source>&amp;At:</source>
        <translation>时间(&amp;A)：</translation>
    </message>
    <message>
        <source>What the service is told</source>
        <translation>告知服务的内容</translation>
    </message>
    <message>
        <source>Next times</source>
        <translation>接下来的执行时间</translation>
    </message>
    <message>
        <source>Schedule: %1</source>
        <translation>计划：%1</translation>
    </message>
    <message>
        <source>Next times, in this machine&apos;s time zone:</source>
        <translation>接下来的执行时间（本机时区）：</translation>
    </message>
    <message>
        <source>Eras begin only when somebody asks for a checkpoint.</source>
        <translation>只有在有人请求检查点时，才会开始新纪元。</translation>
    </message>
    <message>
        <source>Somebody else has set another schedule meanwhile: %1</source>
        <translation>在此期间，他人设置了另一个计划：%1</translation>
    </message>
    <message>
        <source>Setting the schedule…</source>
        <translation>正在设置计划…</translation>
    </message>
</context>
<context>
    <name>blkera::StatePage</name>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>原因</translation>
    </message>
</context>
<context>
    <name>blkera::UsageGauge</name>
    <message>
        <source>OK</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>Getting full</source>
        <translation>空间不多</translation>
    </message>
    <message>
        <source>Nearly full</source>
        <translation>几乎已满</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Metadata</source>
        <translation>元数据</translation>
    </message>
    <message>
        <source>How full the metadata is</source>
        <translation>元数据的用量</translation>
    </message>
    <message>
        <source>%1 % · %2 of %3</source>
        <comment>percent, used and total size</comment>
        <translation>%1% · %2/%3</translation>
    </message>
    <message>
        <source>It is known while the device runs</source>
        <translation>设备运行时可知</translation>
    </message>
    <message>
        <source>No metadata snapshot is held</source>
        <translation>没有保留元数据快照</translation>
    </message>
    <message>
        <source>A metadata snapshot is held at block %1</source>
        <translation>已在块 %1 处保留元数据快照</translation>
    </message>
    <message>
        <source>%1 of %2 blocks of the metadata are in use. From %3 % on it gets full, from %4 % on it should be enlarged; at 100 % no checkpoint can be taken.</source>
        <translation>元数据的 %2 个块中已用 %1 个。达到 %3% 时空间不多，达到 %4% 时应扩大；达到 100% 时无法创建检查点。</translation>
    </message>
    <message>
        <source>Metadata: %1, %2</source>
        <translation>元数据：%1，%2</translation>
    </message>
</context>
<context>
    <name>blkera::WizardReport</name>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>Copy as &amp;JSON</source>
        <translation>复制为 JSON(&amp;J)</translation>
    </message>
    <message>
        <source>Sa&amp;ve…</source>
        <translation>保存(&amp;V)…</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>保存报告</translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation>文本 (*.txt)</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>Saved as %1.</source>
        <translation>已保存为 %1。</translation>
    </message>
    <message>
        <source>Cannot write %1: %2</source>
        <translation>无法写入 %1：%2</translation>
    </message>
</context>
</TS>
