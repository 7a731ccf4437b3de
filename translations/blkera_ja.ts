<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>Texts</name>
    <message>
        <source>&apos;%1&apos; is not an era: give a number from 0 on</source>
        <translation>「%1」は期ではありません。0 以上の数を指定してください</translation>
    </message>
    <message>
        <source>unknown format &apos;%1&apos;: use one of %2</source>
        <translation>不明な形式「%1」です。%2 のいずれかを指定してください</translation>
    </message>
    <message>
        <source>the output</source>
        <translation>出力</translation>
    </message>
    <message>
        <source>device %1: the list is a superset: %2 of %3 blocks were written later, and perhaps in these eras</source>
        <translation>デバイス %1: リストには余分なブロックが含まれている可能性があります (上位集合)。%3 ブロックのうち %2 ブロックはその後に書き込まれたもので、これらの期にも書き込まれた可能性があります</translation>
    </message>
    <message>
        <source>the list is incomplete, do not use it: %1</source>
        <translation>リストは不完全なため、使用しないでください: %1</translation>
    </message>
    <message>
        <source>--since %1 is after --until %2</source>
        <translation>--since %1 が --until %2 より後になっています</translation>
    </message>
    <message>
        <source>cannot make a pipe: %1</source>
        <translation>パイプを作成できません: %1</translation>
    </message>
    <message>
        <source>List the blocks that were written since an era</source>
        <translation>ある期以降に書き込まれたブロックを一覧表示します</translation>
    </message>
    <message>
        <source>Blocks last written in this era or later; 0 lists all</source>
        <translation>最後の書き込みがこの期以降のブロック。0 はすべてのブロック</translation>
    </message>
    <message>
        <source>Only blocks written up to this era; of eras long ago the list may have more, and says so</source>
        <translation>この期までに書き込まれたブロックのみ。古い期では余分なブロックが含まれることがあり、その場合は通知します</translation>
    </message>
    <message>
        <source>xml, as era_invalidate prints it, or json; default: xml</source>
        <translation>xml (era_invalidate の出力と同じ形式) または json。既定値: xml</translation>
    </message>
    <message>
        <source>Write to a file, which is replaced only by a complete list; default: -, standard output</source>
        <translation>ファイルに書き込みます。ファイルはリストが完全な場合にのみ置き換えられます。既定値: - (標準出力)</translation>
    </message>
    <message>
        <source>the daemon answered with %1 eras for %2 devices: look with &apos;blkera list&apos;</source>
        <translation>デーモンが %2 個のデバイスに対して %1 個の期を返しました。「blkera list」で確認してください</translation>
    </message>
    <message>
        <source>Start a new era and print it; several devices at one moment</source>
        <translation>新しい期を開始して表示します。複数のデバイスでは同一の時点で開始します</translation>
    </message>
    <message>
        <source>The devices, by name</source>
        <translation>デバイスの名前</translation>
    </message>
    <message>
        <source>unknown shell &apos;%1&apos;: use bash, zsh or fish</source>
        <translation>不明なシェル「%1」です。bash、zsh、fish のいずれかを指定してください</translation>
    </message>
    <message>
        <source>Print what a shell needs to complete command lines</source>
        <translation>シェルがコマンドラインの補完に使う内容を出力します</translation>
    </message>
    <message>
        <source>bash, zsh or fish</source>
        <translation>bash、zsh、fish のいずれか</translation>
    </message>
    <message>
        <source>create %1: give --origin DEV and --metadata DEV, or --table</source>
        <translation>create %1: --origin DEV と --metadata DEV、または --table を指定してください</translation>
    </message>
    <message>
        <source>Set up a device, start it and print its block device</source>
        <translation>デバイスを設定して開始し、そのブロックデバイスを表示します</translation>
    </message>
    <message>
        <source>Sizes: a bare number counts sectors of 512 bytes; 64KiB and 1MiB are bytes.
Metadata that is all zeros is formatted, era metadata is kept and used, anything else is refused.</source>
        <translation>サイズ: 単位のない数は 512 バイトのセクター数です。64KiB や 1MiB はバイト単位です。
すべてゼロのメタデータはフォーマットされ、期のメタデータは保持して使用されます。それ以外は拒否されます。</translation>
    </message>
    <message>
        <source>The block device, or file, whose writes are tracked</source>
        <translation>書き込みを追跡するブロックデバイスまたはファイル</translation>
    </message>
    <message>
        <source>The block device, or file, that keeps the marks</source>
        <translation>印を保持するブロックデバイスまたはファイル</translation>
    </message>
    <message>
        <source>What is tracked as one, a multiple of 4KiB; default: as the metadata has it, or 64KiB</source>
        <translation>ひとまとまりとして追跡する単位 (4KiB の倍数)。既定値: メタデータに記録された値、または 64KiB</translation>
    </message>
    <message>
        <source>Instead of these three, a dm-era table line: &quot;0 LEN era METADATA ORIGIN BLOCKSIZE&quot;; LEN has to be the origin&apos;s</source>
        <translation>この 3 つの代わりに使う dm-era のテーブル行: &quot;0 LEN era METADATA ORIGIN BLOCKSIZE&quot;。LEN はオリジンの長さと一致させます</translation>
    </message>
    <message>
        <source>auto, ublk or fuse; default: auto</source>
        <translation>auto、ublk、fuse のいずれか。既定値: auto</translation>
    </message>
    <message>
        <source>Default: one a CPU, up to 4</source>
        <translation>既定値: CPU ごとに 1 つ、最大 4 つ</translation>
    </message>
    <message>
        <source>Requests in flight a queue; default: 128</source>
        <translation>キューごとの処理中の要求数。既定値: 128</translation>
    </message>
    <message>
        <source>Only set it up; &apos;blkera start&apos; starts it</source>
        <translation>設定のみ行います。開始は「blkera start」で行います</translation>
    </message>
    <message>
        <source>Format the metadata device whatever is on it</source>
        <translation>メタデータデバイスを、その内容にかかわらずフォーマットします</translation>
    </message>
    <message>
        <source>cannot write %1: %2</source>
        <translation>%1 に書き込めません: %2</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is not a number from 1 on</source>
        <translation>「%1」は 1 以上の数ではありません</translation>
    </message>
    <message>
        <source>Show a device&apos;s eras: when each began, why, and how much was written in it</source>
        <translation>デバイスの期を表示します。各期の開始日時、理由、書き込み量を含みます</translation>
    </message>
    <message>
        <source>All eras from this one on</source>
        <translation>この期以降のすべての期</translation>
    </message>
    <message>
        <source>Show what happened to the device</source>
        <translation>デバイスに起きたことを表示します</translation>
    </message>
    <message>
        <source>Show who asked for what, and what came of it</source>
        <translation>誰が何を要求し、どのような結果になったかを表示します</translation>
    </message>
    <message>
        <source>the history cannot be written: %1; mend that, or make room: it is tried again all the time, devices work on, and what happens is kept in memory</source>
        <translation>履歴を書き込めません: %1。原因を取り除くか、空き容量を確保してください。書き込みは継続的に再試行されます。デバイスは動作を続け、起きたことはメモリに保持されます</translation>
    </message>
    <message>
        <source>no: if its target dies, what uses the device gets errors, and a file system has to be mounted again</source>
        <translation>いいえ: ターゲットが異常終了すると、デバイスを使用している側にはエラーが返され、ファイルシステムは再マウントが必要になります</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>はい</translation>
    </message>
    <message>
        <source>Show what is known of a device</source>
        <translation>デバイスの情報を表示します</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is not a job&apos;s number: &apos;blkera jobs&apos; lists them</source>
        <translation>「%1」はジョブの番号ではありません。「blkera jobs」で一覧を表示できます</translation>
    </message>
    <message>
        <source>there is no job %1: &apos;blkera jobs&apos; lists them</source>
        <translation>ジョブ %1 はありません。「blkera jobs」で一覧を表示できます</translation>
    </message>
    <message>
        <source>List what takes longer: what goes on, and what ended in the last ten minutes</source>
        <translation>時間のかかる処理を一覧表示します。実行中のものと、過去 10 分間に終了したものを含みます</translation>
    </message>
    <message>
        <source>Cancel the job</source>
        <translation>ジョブをキャンセルします</translation>
    </message>
    <message>
        <source>List all devices</source>
        <translation>すべてのデバイスを一覧表示します</translation>
    </message>
    <message>
        <source>%1 is a block device and would be overwritten: give a file</source>
        <translation>%1 はブロックデバイスで、上書きされてしまいます。ファイルを指定してください</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>オプション</translation>
    </message>
    <message>
        <source>Print this help</source>
        <translation>このヘルプを表示します</translation>
    </message>
    <message>
        <source>Print the version</source>
        <translation>バージョンを表示します</translation>
    </message>
    <message>
        <source>Usage</source>
        <translation>使用法</translation>
    </message>
    <message>
        <source>OPTIONS</source>
        <translation>オプション</translation>
    </message>
    <message>
        <source>VERB</source>
        <translation>コマンド</translation>
    </message>
    <message>
        <source>Arguments</source>
        <translation>引数</translation>
    </message>
    <message>
        <source>not with</source>
        <translation>併用不可</translation>
    </message>
    <message>
        <source>(required)</source>
        <translation>(必須)</translation>
    </message>
    <message>
        <source>&apos;blkera VERB --help&apos; explains a verb.
Exit codes: 0 done, 1 failed, 2 wrong usage, 3 not authorised, 4 no daemon.</source>
        <translation>「blkera コマンド --help」で各コマンドの説明を表示します。
終了コード: 0 完了、1 失敗、2 使用法の誤り、3 権限なし、4 デーモンなし。</translation>
    </message>
    <message>
        <source>unknown verb &apos;%1&apos;: &apos;blkera --help&apos; lists them</source>
        <translation>不明なコマンド「%1」です。「blkera --help」で一覧を表示できます</translation>
    </message>
    <message>
        <source>unexpected argument &apos;%1&apos;</source>
        <translation>予期しない引数「%1」です</translation>
    </message>
    <message>
        <source>%1 is missing</source>
        <translation>%1 がありません</translation>
    </message>
    <message>
        <source>an option lacks its value or has more than one (%1)</source>
        <translation>オプションに値がないか、値が複数あります (%1)</translation>
    </message>
    <message>
        <source>%1: %2; see &apos;blkera %1 --help&apos;</source>
        <translation>%1: %2 (「blkera %1 --help」を参照)</translation>
    </message>
    <message>
        <source>Tracks which blocks of a device changed, era by era</source>
        <translation>デバイスのどのブロックが変更されたかを期ごとに追跡します</translation>
    </message>
    <message>
        <source>Verbs</source>
        <translation>コマンド</translation>
    </message>
    <message>
        <source>a verb is missing: &apos;blkera --help&apos; lists them</source>
        <translation>コマンドがありません。「blkera --help」で一覧を表示できます</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is not a message: use one of %2</source>
        <translation>「%1」はメッセージではありません。%2 のいずれかを指定してください</translation>
    </message>
    <message>
        <source>Send a device a message, as &apos;dmsetup message&apos; does</source>
        <translation>「dmsetup message」と同様に、デバイスにメッセージを送信します</translation>
    </message>
    <message>
        <source>checkpoint, take_metadata_snap or drop_metadata_snap</source>
        <translation>checkpoint、take_metadata_snap、drop_metadata_snap のいずれか</translation>
    </message>
    <message>
        <source>Print figures of all devices as OpenMetrics text, for Prometheus</source>
        <translation>すべてのデバイスの数値を Prometheus 向けの OpenMetrics テキストで出力します</translation>
    </message>
    <message>
        <source>there is no system bus</source>
        <translation>システムバスがありません</translation>
    </message>
    <message>
        <source>there is no device called %1: &apos;blkera list&apos; has them</source>
        <translation>%1 という名前のデバイスはありません。「blkera list」で確認できます</translation>
    </message>
    <message>
        <source>Print what happens as it happens, until it is interrupted</source>
        <translation>起きたことを、中断されるまで随時表示します</translation>
    </message>
    <message>
        <source>Only of these devices; default: of all</source>
        <translation>これらのデバイスのみ。既定値: すべて</translation>
    </message>
    <message>
        <source>Print the block device to use</source>
        <translation>使用するブロックデバイスを表示します</translation>
    </message>
    <message>
        <source>device %1 is not running: start it with &apos;blkera start %1&apos;</source>
        <translation>デバイス %1 は実行中ではありません。「blkera start %1」で開始してください</translation>
    </message>
    <message>
        <source>Take in what was changed in the configuration files; what runs is not disturbed</source>
        <translation>設定ファイルの変更を取り込みます。実行中のものには影響しません</translation>
    </message>
    <message>
        <source>Forget a stopped device; origin and metadata keep their content</source>
        <translation>停止しているデバイスの設定を削除します。オリジンとメタデータの内容は残ります</translation>
    </message>
    <message>
        <source>Take in the sizes that origin and metadata device have now</source>
        <translation>オリジンとメタデータデバイスの現在のサイズを取り込みます</translation>
    </message>
    <message>
        <source>Let the device shrink: the history of its end is lost</source>
        <translation>デバイスの縮小を許可します。末尾部分の履歴は失われます</translation>
    </message>
    <message>
        <source>Let a new process serve a device that stays in use</source>
        <translation>デバイスを使用中のまま、その提供を新しいプロセスに引き継ぎます</translation>
    </message>
    <message>
        <source>Let requests go on, in a new era, and print that</source>
        <translation>要求の処理を新しい期で再開し、その期を表示します</translation>
    </message>
    <message>
        <source>Show or set when checkpoints are taken by themselves</source>
        <translation>チェックポイントを自動的に取得するタイミングを表示または設定します</translation>
    </message>
    <message>
        <source>never, hourly, every 15min, every 6h, every 2d, daily 03:30, weekly sat 03:30 or monthly 1 03:30</source>
        <translation>never、hourly、every 15min、every 6h、every 2d、daily 03:30、weekly sat 03:30、monthly 1 03:30 のいずれかの形式</translation>
    </message>
    <message>
        <source>Start a device and wait until its block device is there</source>
        <translation>デバイスを開始し、そのブロックデバイスが現れるまで待ちます</translation>
    </message>
    <message>
        <source>Print what a device has done since it was started</source>
        <translation>開始以降のデバイスの統計を表示します</translation>
    </message>
    <message>
        <source>DEFERRED: first writes of an era, which waited for their mark. P50 and P99 are rounded up, to a quarter of a power of two.</source>
        <translation>DEFERRED: 期の中でそのブロックへの最初の書き込みとなり、印が付くのを待ったもの。P50 と P99 は、2 の累乗の 4 分の 1 刻みに切り上げられます。</translation>
    </message>
    <message>
        <source>Keep printing: every so many seconds, what was done in them</source>
        <translation>表示を続けます。指定した秒数ごとに、その間の統計を表示します</translation>
    </message>
    <message>
        <source>SECONDS</source>
        <translation>秒数</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is not an interval: give seconds from 0.1 to %2</source>
        <translation>「%1」は間隔ではありません。0.1 から %2 までの秒数を指定してください</translation>
    </message>
    <message>
        <source>Print the status line, as the kernel&apos;s dm-era does</source>
        <translation>カーネルの dm-era と同じ形式で状態行を表示します</translation>
    </message>
    <message>
        <source>The line: &lt;metadata block size&gt; &lt;used&gt;/&lt;total metadata blocks&gt; &lt;current era&gt; &lt;held root | &apos;-&apos;&gt;</source>
        <translation>行の形式: &lt;メタデータのブロックサイズ&gt; &lt;使用中&gt;/&lt;メタデータの全ブロック&gt; &lt;現在の期&gt; &lt;保持されているルート | &apos;-&apos;&gt;</translation>
    </message>
    <message>
        <source>device %1 has a status line of another kind, &apos;%2&apos;: use blkera and blkerad of the same version</source>
        <translation>デバイス %1 の状態行「%2」は別の種類のものです。同じバージョンの blkera と blkerad を使用してください</translation>
    </message>
    <message>
        <source>Stop a device cleanly; its block device must not be in use</source>
        <translation>デバイスを正常に停止します。そのブロックデバイスは使用中であってはなりません</translation>
    </message>
    <message>
        <source>Hold all requests to a device and end its era</source>
        <translation>現在の期を終え、デバイスへのすべての要求を保留します</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is not a device name: use 1 to 64 of A-Z a-z 0-9 . _ - and no dot in front</source>
        <translation>「%1」はデバイス名ではありません。A-Z a-z 0-9 . _ - を 1 から 64 文字使用し、先頭をドットにしないでください</translation>
    </message>
    <message>
        <source>The device&apos;s name</source>
        <translation>デバイスの名前</translation>
    </message>
    <message>
        <source>Examples:</source>
        <translation>例:</translation>
    </message>
    <message>
        <source>Print JSON</source>
        <translation>JSON で出力します</translation>
    </message>
    <message>
        <source>cannot reach the system bus: is dbus-daemon running, and is DBUS_SYSTEM_BUS_ADDRESS right where it is set?</source>
        <translation>システムバスに接続できません。dbus-daemon が実行中か、また DBUS_SYSTEM_BUS_ADDRESS が設定されている場合は正しいかを確認してください</translation>
    </message>
    <message>
        <source>the blkera daemon is not running: start blkerad (systemctl start blkerad)</source>
        <translation>blkera デーモンが実行されていません。blkerad を開始してください (systemctl start blkerad)</translation>
    </message>
    <message>
        <source>the policy of the system bus forbids this request: ask the administrator, or try as root</source>
        <translation>システムバスのポリシーがこの要求を禁止しています。管理者に問い合わせるか、root で試してください</translation>
    </message>
    <message>
        <source>the blkera daemon gave no answer: see its log (journalctl -u blkerad), then look with &apos;blkera list&apos;</source>
        <translation>blkera デーモンが応答しませんでした。ログ (journalctl -u blkerad) を調べてから、「blkera list」で確認してください</translation>
    </message>
    <message>
        <source>there is no such device: &apos;blkera list&apos; shows those there are</source>
        <translation>そのようなデバイスはありません。「blkera list」で既存のデバイスを確認できます</translation>
    </message>
    <message>
        <source>the blkera daemon cannot be started: see why with &apos;systemctl status blkerad&apos;</source>
        <translation>blkera デーモンを開始できません。「systemctl status blkerad」で理由を確認してください</translation>
    </message>
    <message>
        <source>this needs an authorisation: try from a terminal, or as root</source>
        <translation>この操作には認証が必要です。端末から、または root で試してください</translation>
    </message>
    <message numerus="yes">
        <source>it was asked %n second(s) ago</source>
        <translation>
            <numerusform>要求してから %n 秒経過しました</numerusform>
        </translation>
    </message>
    <message>
        <source>the blkera daemon has ended</source>
        <translation>blkera デーモンが終了しました</translation>
    </message>
    <message>
        <source>the daemon has statistics of another kind: use blkera, blkerad and blkera-target of the same version</source>
        <translation>デーモンの統計の形式が異なります。同じバージョンの blkera、blkerad、blkera-target を使用してください</translation>
    </message>
    <message>
        <source>Block Eras</source>
        <translation>Block Eras</translation>
    </message>
    <message>
        <source>Shows which blocks of a device changed, era by era.</source>
        <translation>デバイスのどのブロックが変更されたかを期ごとに表示します。</translation>
    </message>
    <message>
        <source>Show this device.</source>
        <translation>このデバイスを表示します。</translation>
    </message>
    <message>
        <source>NAME</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>Show devices that do not exist: to try the program, without a service and without root.</source>
        <translation>実在しないデバイスを表示します。サービスや root 権限なしでプログラムを試せます。</translation>
    </message>
    <message>
        <source>NUMBER</source>
        <translation>数</translation>
    </message>
    <message>
        <source>system, light, dark or high-contrast.</source>
        <translation>system、light、dark、high-contrast のいずれか。</translation>
    </message>
    <message>
        <source>WORD</source>
        <translation>値</translation>
    </message>
    <message>
        <source>--appearance &apos;%1&apos;: use system, light, dark or high-contrast</source>
        <translation>--appearance &apos;%1&apos;: system、light、dark、high-contrast のいずれかを指定してください</translation>
    </message>
    <message>
        <source>--demo-devices &apos;%1&apos;: use a number from 0 to %2</source>
        <translation>--demo-devices &apos;%1&apos;: 0 から %2 までの数を指定してください</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>It could not be started. Mend the cause, then start it.</source>
        <translation>開始できませんでした。原因を取り除いてから開始してください。</translation>
    </message>
    <message>
        <source>Recovering</source>
        <translation>復旧中</translation>
    </message>
    <message>
        <source>Its process ended and is being started again. Whoever uses the device waits meanwhile.</source>
        <translation>プロセスが終了したため、再起動しています。その間、デバイスを使用している側は待たされます。</translation>
    </message>
    <message>
        <source>Suspended</source>
        <translation>一時停止</translation>
    </message>
    <message>
        <source>Every request waits until the device is resumed.</source>
        <translation>デバイスが再開されるまで、すべての要求が待たされます。</translation>
    </message>
    <message>
        <source>Metadata full</source>
        <translation>メタデータ満杯</translation>
    </message>
    <message>
        <source>Writes to blocks that are not marked yet fail, and no checkpoint can be taken. Drop the metadata snapshot, or enlarge the metadata device and resize.</source>
        <translation>まだ印の付いていないブロックへの書き込みは失敗し、チェックポイントも取得できません。メタデータのスナップショットを破棄するか、メタデータデバイスを拡張してサイズを変更してください。</translation>
    </message>
    <message>
        <source>Needs check</source>
        <translation>要検査</translation>
    </message>
    <message>
        <source>Its metadata cannot be read or is damaged. Stop the device, check and repair the metadata, then start it.</source>
        <translation>メタデータを読み取れないか、メタデータが破損しています。デバイスを停止し、メタデータを検査して修復してから、開始してください。</translation>
    </message>
    <message>
        <source>Its metadata could not be written. Mend the metadata device, then stop the device and start it.</source>
        <translation>メタデータを書き込めませんでした。メタデータデバイスの問題に対処してから、デバイスを停止して開始してください。</translation>
    </message>
    <message>
        <source>Stalled</source>
        <translation>停滞</translation>
    </message>
    <message>
        <source>The metadata device has not answered for more than 30 seconds. It goes on by itself when the metadata device answers.</source>
        <translation>メタデータデバイスが 30 秒以上応答していません。応答すれば自動的に続行されます。</translation>
    </message>
    <message>
        <source>Checkpoint</source>
        <translation>チェックポイント</translation>
    </message>
    <message>
        <source>Snapshot</source>
        <translation>スナップショット</translation>
    </message>
    <message>
        <source>Start of the device</source>
        <translation>デバイスの開始</translation>
    </message>
    <message>
        <source>Start after a crash</source>
        <translation>クラッシュ後の開始</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>再開</translation>
    </message>
    <message>
        <source>Resize</source>
        <translation>サイズ変更</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>不明</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>Process ended</source>
        <translation>プロセスの終了</translation>
    </message>
    <message>
        <source>Process restarted</source>
        <translation>プロセスの再起動</translation>
    </message>
    <message>
        <source>New era</source>
        <translation>新しい期</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>作成</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>History rebuilt</source>
        <translation>履歴の再構築</translation>
    </message>
    <message>
        <source>History incomplete</source>
        <translation>履歴の欠落</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>スケジュール</translation>
    </message>
    <message>
        <source>Hook</source>
        <translation>フック</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a state and why</comment>
        <translation>%1: %2</translation>
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
        <translation>エラー</translation>
    </message>
    <message>
        <source>Information</source>
        <translation>情報</translation>
    </message>
    <message>
        <source>List of changed blocks</source>
        <translation>変更されたブロックのリスト</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>作成</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>開始</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>再起動</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完了</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>キャンセル済み</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>中断</translation>
    </message>
    <message>
        <source>Blocks listed</source>
        <translation>リスト内のブロック</translation>
    </message>
    <message>
        <source>Of these, perhaps written in another era</source>
        <translation>うち、別の期に書き込まれた可能性があるもの</translation>
    </message>
    <message>
        <source>Eras begun</source>
        <translation>開始した期</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>グループ</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a line of a report</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>デバイス</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>結果</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Begun</source>
        <translation>開始日時</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>終了日時</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>所要時間</translation>
    </message>
    <message>
        <source>By</source>
        <translation>実行者</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>進捗</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>ジョブ</translation>
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
        <translation>%1 時間 %2 分</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <comment>days and hours</comment>
        <translation>%1 日 %2 時間</translation>
    </message>
    <message numerus="yes">
        <source>%n second(s) left</source>
        <translation>
            <numerusform>残り %n 秒</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) left</source>
        <translation>
            <numerusform>残り %n 分</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s) left</source>
        <translation>
            <numerusform>残り %n 時間</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) left</source>
        <translation>
            <numerusform>残り %n 日</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>At most %1 of %2 blocks (%3) changed in eras %4 to %5</source>
        <translation>
            <numerusform>期 %4 から %5 までに、%2 ブロック中最大で %1 ブロック (%3) が変更されました</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %2 blocks (%3) changed in eras %4 to %5</source>
        <translation>
            <numerusform>期 %4 から %5 までに、%2 ブロック中 %1 ブロック (%3) が変更されました</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %2 blocks (%3) were ever written</source>
        <translation>
            <numerusform>これまでに、%2 ブロック中 %1 ブロック (%3) が書き込まれました</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %2 blocks (%3) changed since era %4</source>
        <translation>
            <numerusform>期 %4 以降に、%2 ブロック中 %1 ブロック (%3) が変更されました</numerusform>
        </translation>
    </message>
    <message>
        <source>Block %1, offset %2 (%3 bytes), LBA %4</source>
        <translation>ブロック %1、オフセット %2 (%3 バイト)、LBA %4</translation>
    </message>
    <message>
        <source>Blocks %1 to %2, offset %3 (%4 bytes), LBA %5</source>
        <translation>ブロック %1 から %2、オフセット %3 (%4 バイト)、LBA %5</translation>
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
        <translation>%1% 未満</translation>
    </message>
    <message numerus="yes">
        <source>%1; largest region: %2 blocks at offset %3</source>
        <translation>
            <numerusform>%1。最長の連続部分: オフセット %3 から %2 ブロック</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: not known yet</source>
        <translation>%1: まだ不明です</translation>
    </message>
    <message>
        <source>%1: nothing was ever written</source>
        <translation>%1: 一度も書き込まれていません</translation>
    </message>
    <message>
        <source>%1: nothing changed; last written in era %2</source>
        <translation>%1: 変更はありません。最後の書き込みは期 %2 です</translation>
    </message>
    <message numerus="yes">
        <source>%1: %2 of %3 blocks changed (%4); last written in era %5</source>
        <translation>
            <numerusform>%1: %3 ブロック中 %2 ブロックが変更されました (%4)。最後の書き込みは期 %5 です</numerusform>
        </translation>
    </message>
    <message>
        <source>the map that came does not fit the device: try again</source>
        <translation>受信したマップがデバイスと一致しません。もう一度試してください</translation>
    </message>
    <message>
        <source>there are too many open files: close other programs and try again</source>
        <translation>開いているファイルが多すぎます。ほかのプログラムを閉じて、もう一度試してください</translation>
    </message>
    <message>
        <source>the list that came cannot be read: use programs of blkera that have the same version</source>
        <translation>受信したリストを読み取れません。同じバージョンの blkera のプログラムを使用してください</translation>
    </message>
    <message>
        <source>the list that came is incomplete: try again</source>
        <translation>受信したリストは不完全です。もう一度試してください</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 bytes, LBA %2</source>
        <translation>%1 バイト、LBA %2</translation>
    </message>
    <message>
        <source>First block</source>
        <translation>最初のブロック</translation>
    </message>
    <message>
        <source>Offset</source>
        <translation>オフセット</translation>
    </message>
    <message>
        <source>Blocks</source>
        <translation>ブロック数</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>サイズ</translation>
    </message>
    <message>
        <source>Share of changes</source>
        <translation>変更に占める割合</translation>
    </message>
    <message>
        <source>Newest era</source>
        <translation>最新の期</translation>
    </message>
    <message>
        <source>–</source>
        <translation>–</translation>
    </message>
    <message>
        <source>a partition table (%1)</source>
        <translation>パーティションテーブル (%1)</translation>
    </message>
    <message>
        <source>mounted on %1</source>
        <translation>%1 にマウント</translation>
    </message>
    <message>
        <source>used by %1</source>
        <translation>%1 が使用中</translation>
    </message>
    <message>
        <source>read-only</source>
        <translation>読み取り専用</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between the facts about a block device</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>path of a block device, and what is known about it</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Use 1 to 64 of A-Z a-z 0-9 . _ - and no dot at the start.</source>
        <translation>A-Z a-z 0-9 . _ - を 1 から 64 文字使用し、先頭をドットにしないでください。</translation>
    </message>
    <message>
        <source>There is a device of this name already.</source>
        <translation>この名前のデバイスはすでにあります。</translation>
    </message>
    <message>
        <source>What the device is called from now on.</source>
        <translation>今後、このデバイスを呼ぶ名前です。</translation>
    </message>
    <message>
        <source>Give the whole path: it begins with a slash.</source>
        <translation>スラッシュで始まる完全なパスを指定してください。</translation>
    </message>
    <message>
        <source>Give a plain path, without “..” and the like.</source>
        <translation>「..」などを含まない単純なパスを指定してください。</translation>
    </message>
    <message>
        <source>It is read-only.</source>
        <translation>読み取り専用です。</translation>
    </message>
    <message>
        <source>It is mounted on %1: unmount it before.</source>
        <translation>%1 にマウントされています。先にマウントを解除してください。</translation>
    </message>
    <message>
        <source>It is used by %1: it has to be free before.</source>
        <translation>%1 が使用中です。先に解放する必要があります。</translation>
    </message>
    <message>
        <source>It is not under /dev. The service takes files only from the folders that its configuration allows.</source>
        <translation>/dev の下にありません。サービスが受け付けるファイルは、設定で許可されたフォルダーにあるもののみです。</translation>
    </message>
    <message>
        <source>There is no such block device on this machine.</source>
        <translation>このマシンにそのようなブロックデバイスはありません。</translation>
    </message>
    <message>
        <source>The block device whose writes are to be tracked. What is on it stays.</source>
        <translation>書き込みを追跡するブロックデバイスです。その内容はそのまま残ります。</translation>
    </message>
    <message>
        <source>It is the origin of %1 already.</source>
        <translation>すでに %1 のオリジンです。</translation>
    </message>
    <message>
        <source>The metadata of %1 is on it.</source>
        <translation>%1 のメタデータが置かれています。</translation>
    </message>
    <message>
        <source>A small block device of its own that keeps the marks. A blank one is formatted, era metadata is kept and used.</source>
        <translation>印を保持する、専用の小さなブロックデバイスです。空のデバイスはフォーマットされ、期のメタデータは保持して使用されます。</translation>
    </message>
    <message>
        <source>It is the origin: the marks need a device of their own.</source>
        <translation>これはオリジンです。印には専用のデバイスが必要です。</translation>
    </message>
    <message>
        <source>One is a part of the other: the marks need a device of their own.</source>
        <translation>一方が他方の一部です。印には専用のデバイスが必要です。</translation>
    </message>
    <message>
        <source>It is the origin of %1.</source>
        <translation>%1 のオリジンです。</translation>
    </message>
    <message>
        <source>It holds %1. The service asks before it overwrites that.</source>
        <translation>%1 が含まれています。サービスは上書きする前に確認します。</translation>
    </message>
    <message>
        <source>Too small to be formatted: it has %1, and needs %2.</source>
        <translation>フォーマットするには小さすぎます。容量は %1 で、%2 が必要です。</translation>
    </message>
    <message>
        <source>Too small to be formatted: it has %1, and needs %2. Era blocks of %3 would do.</source>
        <translation>フォーマットするには小さすぎます。容量は %1 で、%2 が必要です。期ブロックを %3 にすれば足ります。</translation>
    </message>
    <message>
        <source>What is tracked as one. Empty: as the metadata has it, or 64KiB.</source>
        <translation>ひとまとまりとして追跡する単位です。空の場合: メタデータに記録された値、または 64KiB。</translation>
    </message>
    <message>
        <source>Give a size with a unit, such as 64KiB or 1MiB, or a number of sectors.</source>
        <translation>64KiB や 1MiB のような単位付きのサイズ、またはセクター数を指定してください。</translation>
    </message>
    <message>
        <source>Give a multiple of 4KiB.</source>
        <translation>4KiB の倍数を指定してください。</translation>
    </message>
    <message>
        <source>Too small for this origin: use larger era blocks.</source>
        <translation>このオリジンには小さすぎます。より大きな期ブロックを使用してください。</translation>
    </message>
    <message numerus="yes">
        <source>%n sector(s) of 512 bytes, tracked as one.</source>
        <translation>
            <numerusform>512 バイトのセクター %n 個をひとまとまりとして追跡します。</numerusform>
        </translation>
    </message>
    <message>
        <source>Cannot write %1: %2</source>
        <translation>%1 に書き込めません: %2</translation>
    </message>
    <message>
        <source>Cannot read %1: %2</source>
        <translation>%1 を読み取れません: %2</translation>
    </message>
    <message>
        <source>%1 was made by somebody else meanwhile.</source>
        <translation>その間に、ほかの誰かが %1 を作成しました。</translation>
    </message>
    <message>
        <source>%1 of %2 blocks (%3 %)</source>
        <translation>%2 ブロック中 %1 ブロック (%3%)</translation>
    </message>
    <message>
        <source>Select the row to find out</source>
        <translation>行を選択すると表示されます</translation>
    </message>
    <message>
        <source>How many of the newest entries; default: 20</source>
        <translation>表示する最新の件数。既定値: 20</translation>
    </message>
    <message>
        <source>the daemon draws maps that this program cannot read: use a daemon and a program of the same version</source>
        <translation>デーモンの作成するマップを、このプログラムでは読み取れません。同じバージョンのデーモンとプログラムを使用してください</translation>
    </message>
    <message>
        <source>the daemon describes devices as this program does not know them: use a daemon and a program of the same version</source>
        <translation>デーモンが返すデバイス情報の形式が、このプログラムの想定と異なります。同じバージョンのデーモンとプログラムを使用してください</translation>
    </message>
    <message>
        <source>How many devices --demo shows; default: 6.</source>
        <translation>--demo で表示するデバイスの数。既定値: 6。</translation>
    </message>
    <message>
        <source>Running</source>
        <comment>state of a device</comment>
        <translation>実行中</translation>
    </message>
    <message>
        <source>Starting</source>
        <comment>state of a device</comment>
        <translation>開始処理中</translation>
    </message>
    <message>
        <source>Stopping</source>
        <comment>state of a device</comment>
        <translation>停止処理中</translation>
    </message>
    <message>
        <source>Failed</source>
        <comment>state of a device</comment>
        <translation>障害</translation>
    </message>
    <message>
        <source>Running</source>
        <comment>state of a job</comment>
        <translation>実行中</translation>
    </message>
    <message>
        <source>Failed</source>
        <comment>state of a job</comment>
        <translation>失敗</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %2 block(s)</source>
        <translation>
            <numerusform>%2 ブロック中 %1 ブロック</numerusform>
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
        <translation>再試行</translation>
    </message>
    <message>
        <source>Words in any column</source>
        <translation>いずれかの列の語句</translation>
    </message>
    <message>
        <source>Filter events by words</source>
        <translation>語句でイベントを絞り込む</translation>
    </message>
    <message>
        <source>Filter events by severity</source>
        <translation>重大度でイベントを絞り込む</translation>
    </message>
    <message>
        <source>All</source>
        <translation>すべて</translation>
    </message>
    <message>
        <source>Warnings and errors</source>
        <translation>警告とエラー</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>エラー</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>イベント</translation>
    </message>
    <message>
        <source>Events could not be read: %1</source>
        <translation>イベントを読み取れませんでした: %1</translation>
    </message>
    <message>
        <source>Asking for the events…</source>
        <translation>イベントを取得しています…</translation>
    </message>
    <message>
        <source>Nothing has happened yet</source>
        <translation>まだ何も起きていません</translation>
    </message>
    <message>
        <source>%1 of %2 events; the others are filtered out</source>
        <translation>%2 件のイベントのうち %1 件。ほかはフィルターで除外されています</translation>
    </message>
    <message numerus="yes">
        <source>%n event(s)</source>
        <translation>
            <numerusform>%n 件のイベント</numerusform>
        </translation>
    </message>
    <message>
        <source>Fi&amp;lter:</source>
        <translation>フィルター(&amp;L):</translation>
    </message>
    <message>
        <source>Sever&amp;ity:</source>
        <translation>重大度(&amp;I):</translation>
    </message>
</context>
<context>
    <name>blkera::AskDialog</name>
    <message>
        <source>Copy as co&amp;mmand</source>
        <translation>コマンドとしてコピー(&amp;M)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Waiting for the service</source>
        <translation>サービスの応答待ち</translation>
    </message>
    <message>
        <source>The service has not answered yet. It may wait for a password, or for a slow device. This window can be closed: what was asked goes on.</source>
        <translation>サービスはまだ応答していません。パスワードの入力や、遅いデバイスを待っている可能性があります。このウィンドウは閉じてもかまいません。要求した処理は続行されます。</translation>
    </message>
    <message>
        <source>%1 was removed meanwhile.</source>
        <translation>その間に %1 は削除されました。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>It is under way.</source>
        <translation>処理中です。</translation>
    </message>
    <message>
        <source>The service is not answering.</source>
        <translation>サービスが応答していません。</translation>
    </message>
    <message>
        <source>%1 is not there any more.</source>
        <translation>%1 はもうありません。</translation>
    </message>
    <message>
        <source>Your account may not do this: %1</source>
        <translation>このアカウントにはこの操作の権限がありません: %1</translation>
    </message>
    <message>
        <source>The service went away meanwhile. Whether it was done will be seen when it is back.</source>
        <translation>その間にサービスとの接続が切れました。処理が行われたかどうかは、サービスが復帰したときにわかります。</translation>
    </message>
    <message>
        <source>The service is not answering: %1</source>
        <translation>サービスが応答していません: %1</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>要求の内容</translation>
    </message>
</context>
<context>
    <name>blkera::ChangeMapWidget</name>
    <message>
        <source>Map of changed blocks</source>
        <translation>変更されたブロックのマップ</translation>
    </message>
    <message>
        <source>Arrow keys move from cell to cell, Enter zooms in, Backspace goes back</source>
        <translation>矢印キーでセルを移動、Enter で拡大、Backspace で戻る</translation>
    </message>
    <message>
        <source>Each cell stands for as many blocks as the zoom needs, row by row from the beginning of the device. Its colour says how many of them changed.</source>
        <translation>各セルは、ズームに応じた数のブロックを表し、デバイスの先頭から行ごとに並びます。色は、そのうちのどれだけが変更されたかを示します。</translation>
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
        <translation>先に開始する必要があります</translation>
    </message>
    <message>
        <source>it has to be resumed first</source>
        <translation>先に再開する必要があります</translation>
    </message>
    <message>
        <source>it is not running as it should</source>
        <translation>正常に動作していません</translation>
    </message>
    <message>
        <source>Choose &amp;all</source>
        <translation>すべて選択(&amp;A)</translation>
    </message>
    <message>
        <source>Choose &amp;none</source>
        <translation>すべて選択解除(&amp;N)</translation>
    </message>
    <message>
        <source>Copy the resu&amp;lt</source>
        <translation>結果をコピー(&amp;L)</translation>
    </message>
    <message>
        <source>Checkpoint several devices</source>
        <translation>複数デバイスのチェックポイント</translation>
    </message>
    <message>
        <source>&amp;Take checkpoint</source>
        <translation>チェックポイントを取得(&amp;T)</translation>
    </message>
    <message>
        <source>What happens</source>
        <translation>処理の内容</translation>
    </message>
    <message>
        <source>A new era begins on every chosen device, at one moment: no write falls between them. Requests wait for that moment, usually some milliseconds.</source>
        <translation>選択したすべてのデバイスで、同一の時点で新しい期が始まります。その間に書き込みが入ることはありません。要求はその時点まで待たされますが、通常は数ミリ秒です。</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>デバイス</translation>
    </message>
    <message>
        <source>Era</source>
        <translation>期</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>Devices to take part</source>
        <translation>対象のデバイス</translation>
    </message>
    <message>
        <source>How many are chosen</source>
        <translation>選択数</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>結果</translation>
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
        <translation>%1、期 %2、%3</translation>
    </message>
    <message>
        <source>There are no devices yet.</source>
        <translation>デバイスはまだありません。</translation>
    </message>
    <message numerus="yes">
        <source>%n device(s) chosen.</source>
        <translation>
            <numerusform>%n 個のデバイスを選択しています。</numerusform>
        </translation>
    </message>
    <message>
        <source>No device is chosen.</source>
        <translation>デバイスが選択されていません。</translation>
    </message>
    <message numerus="yes">
        <source>Beginning a new era on %n device(s)…</source>
        <translation>
            <numerusform>%n 個のデバイスで新しい期を開始しています…</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: era %2</source>
        <translation>%1: 期 %2</translation>
    </message>
    <message>
        <source>Group: %1</source>
        <translation>グループ: %1</translation>
    </message>
    <message numerus="yes">
        <source>A new era began on %n device(s).</source>
        <translation>
            <numerusform>%n 個のデバイスで新しい期が始まりました。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>blkera::CreateDialog</name>
    <message>
        <source>&amp;Start it at once</source>
        <translation>すぐに開始(&amp;S)</translation>
    </message>
    <message>
        <source>Format anyway…</source>
        <translation>それでもフォーマット…</translation>
    </message>
    <message>
        <source>Create an era device</source>
        <translation>期デバイスの作成</translation>
    </message>
    <message>
        <source>Crea&amp;te</source>
        <translation>作成(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Name:</source>
        <translation>名前(&amp;N):</translation>
    </message>
    <message>
        <source>&amp;Origin:</source>
        <translation>オリジン(&amp;O):</translation>
    </message>
    <message>
        <source>Meta&amp;data:</source>
        <translation>メタデータ(&amp;D):</translation>
    </message>
    <message>
        <source>&amp;Era block:</source>
        <translation>期ブロック(&amp;E):</translation>
    </message>
    <message>
        <source>Ad&amp;vanced</source>
        <translation>詳細設定(&amp;V)</translation>
    </message>
    <message>
        <source>What happens</source>
        <translation>処理の内容</translation>
    </message>
    <message>
        <source>The best that works here</source>
        <translation>この環境で使用できる最適な方式</translation>
    </message>
    <message>
        <source>ublk</source>
        <translation>ublk</translation>
    </message>
    <message>
        <source>FUSE and a loop device</source>
        <translation>FUSE とループデバイス</translation>
    </message>
    <message>
        <source>one a CPU, up to 4</source>
        <translation>CPU ごとに 1 つ、最大 4 つ</translation>
    </message>
    <message>
        <source>128 requests</source>
        <translation>128 個の要求</translation>
    </message>
    <message>
        <source>Served &amp;by:</source>
        <translation>提供方式(&amp;B):</translation>
    </message>
    <message>
        <source>&amp;Queues:</source>
        <translation>キュー(&amp;Q):</translation>
    </message>
    <message>
        <source>Requests a q&amp;ueue:</source>
        <translation>キューごとの要求数(&amp;U):</translation>
    </message>
    <message>
        <source>The device needs a name.</source>
        <translation>デバイスには名前が必要です。</translation>
    </message>
    <message>
        <source>Choose the origin.</source>
        <translation>オリジンを選択してください。</translation>
    </message>
    <message>
        <source>Choose the device for the metadata.</source>
        <translation>メタデータ用のデバイスを選択してください。</translation>
    </message>
    <message>
        <source>%1 is formatted if it is blank. Then %3 is started, and again at each boot: use its block device instead of %2 from then on, because writes beside it are not tracked.</source>
        <translation>%1 は空の場合にフォーマットされます。その後 %3 が開始され、システムの起動のたびにも開始されます。以後は %2 の代わりにそのブロックデバイスを使用してください。これを経由しない書き込みは追跡されません。</translation>
    </message>
    <message>
        <source>%1 is formatted if it is blank. %3 is not started: writes to %2 are tracked only when it is.</source>
        <translation>%1 は空の場合にフォーマットされます。%3 は開始されません。%2 への書き込みは、%3 が開始されるまで追跡されません。</translation>
    </message>
    <message>
        <source>Checking the devices and starting %1…</source>
        <translation>デバイスを確認し、%1 を開始しています…</translation>
    </message>
    <message>
        <source>Checking the devices…</source>
        <translation>デバイスを確認しています…</translation>
    </message>
    <message>
        <source>Format %1?</source>
        <translation>%1 をフォーマットしますか?</translation>
    </message>
    <message>
        <source>The service says: %1

What is on %2 is lost for good, and cannot be brought back.</source>
        <translation>サービスからのメッセージ: %1

%2 の内容は完全に失われ、元に戻せません。</translation>
    </message>
    <message>
        <source>Format %1</source>
        <translation>%1 をフォーマット</translation>
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
        <translation>チェックポイント(&amp;C)</translation>
    </message>
    <message>
        <source>Begin a new era: what changes from now on can be told from what was before</source>
        <translation>新しい期を開始します。今後の変更をそれ以前のものと区別できます</translation>
    </message>
    <message>
        <source>Take metadata s&amp;napshot</source>
        <translation>メタデータのスナップショットを取得(&amp;N)</translation>
    </message>
    <message>
        <source>Hold a copy of the metadata, for offline tools, and begin a new era</source>
        <translation>オフラインツール用にメタデータのコピーを保持し、新しい期を開始します</translation>
    </message>
    <message>
        <source>Drop the copy of the metadata that is held</source>
        <translation>保持しているメタデータのコピーを解放します</translation>
    </message>
    <message>
        <source>&amp;Export changed blocks…</source>
        <translation>変更されたブロックをエクスポート(&amp;E)…</translation>
    </message>
    <message>
        <source>Write the list of blocks that changed into a file</source>
        <translation>変更されたブロックのリストをファイルに書き込みます</translation>
    </message>
    <message>
        <source>Sc&amp;hedule checkpoints…</source>
        <translation>チェックポイントのスケジュール(&amp;H)…</translation>
    </message>
    <message>
        <source>Have checkpoints taken by themselves</source>
        <translation>チェックポイントが自動的に取得されるようにします</translation>
    </message>
    <message>
        <source>Resi&amp;ze…</source>
        <translation>サイズ変更(&amp;Z)…</translation>
    </message>
    <message>
        <source>Take in the sizes that the origin and the metadata device have now</source>
        <translation>オリジンとメタデータデバイスの現在のサイズを取り込みます</translation>
    </message>
    <message>
        <source>S&amp;uspend</source>
        <translation>一時停止(&amp;U)</translation>
    </message>
    <message>
        <source>Hold every request, so that the origin is at rest</source>
        <translation>すべての要求を保留し、オリジンを静止させます</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>再開(&amp;R)</translation>
    </message>
    <message>
        <source>Let the requests that wait go on, in a new era</source>
        <translation>待機中の要求の処理を新しい期で再開します</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>開始(&amp;S)</translation>
    </message>
    <message>
        <source>Serve the device</source>
        <translation>デバイスの提供を始めます</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>停止(&amp;T)</translation>
    </message>
    <message>
        <source>Stop serving the device; it is refused while somebody uses it</source>
        <translation>デバイスの提供を終了します。使用中のデバイスは停止できません</translation>
    </message>
    <message>
        <source>Restart with the &amp;installed version</source>
        <translation>インストール済みのバージョンで再起動(&amp;I)</translation>
    </message>
    <message>
        <source>Let a new process serve the device while it is in use</source>
        <translation>デバイスを使用中のまま、その提供を新しいプロセスに引き継ぎます</translation>
    </message>
    <message>
        <source>Check and re&amp;pair…</source>
        <translation>検査と修復(&amp;P)…</translation>
    </message>
    <message>
        <source>What to do about metadata that is damaged</source>
        <translation>破損したメタデータへの対処方法</translation>
    </message>
    <message>
        <source>Re&amp;move…</source>
        <translation>削除(&amp;M)…</translation>
    </message>
    <message>
        <source>Forget the device; origin and metadata keep what is on them</source>
        <translation>デバイスの設定を削除します。オリジンとメタデータの内容は残ります</translation>
    </message>
    <message>
        <source>Copy the path of the block device to use</source>
        <translation>使用するブロックデバイスのパスをコピーします</translation>
    </message>
    <message>
        <source>No device is chosen.</source>
        <translation>デバイスが選択されていません。</translation>
    </message>
    <message>
        <source>The service is not answering.</source>
        <translation>サービスが応答していません。</translation>
    </message>
    <message>
        <source>It is under way.</source>
        <translation>処理中です。</translation>
    </message>
    <message>
        <source>%1
Not now: %2</source>
        <translation>%1
現在は使用できません: %2</translation>
    </message>
    <message>
        <source>Your account may not do this (%1).</source>
        <translation>このアカウントにはこの操作の権限がありません (%1)。</translation>
    </message>
    <message>
        <source>The device is stopped.</source>
        <translation>デバイスは停止しています。</translation>
    </message>
    <message>
        <source>The device is not running as it should: %1.</source>
        <translation>デバイスは正常に動作していません: %1。</translation>
    </message>
    <message>
        <source>One is held already.</source>
        <translation>すでに保持されています。</translation>
    </message>
    <message>
        <source>None is held.</source>
        <translation>保持されていません。</translation>
    </message>
    <message>
        <source>It is suspended already.</source>
        <translation>すでに一時停止しています。</translation>
    </message>
    <message>
        <source>It is not suspended.</source>
        <translation>一時停止していません。</translation>
    </message>
    <message>
        <source>It is started already.</source>
        <translation>すでに開始しています。</translation>
    </message>
    <message>
        <source>It is stopped already.</source>
        <translation>すでに停止しています。</translation>
    </message>
    <message>
        <source>A device behind FUSE does not outlive its process: stop and start it.</source>
        <translation>FUSE で提供されているデバイスは、プロセスが終了すると使えなくなります。停止してから開始してください。</translation>
    </message>
    <message>
        <source>Nothing is known to be wrong with it.</source>
        <translation>既知の問題はありません。</translation>
    </message>
    <message>
        <source>It is not stopped: stop it first.</source>
        <translation>停止していません。先に停止してください。</translation>
    </message>
    <message>
        <source>Era %1 began.</source>
        <translation>期 %1 が始まりました。</translation>
    </message>
    <message>
        <source>A metadata snapshot is held.</source>
        <translation>メタデータのスナップショットを保持しています。</translation>
    </message>
    <message>
        <source>Drop the metadata snapshot of %1?</source>
        <translation>%1 のメタデータのスナップショットを破棄しますか?</translation>
    </message>
    <message>
        <source>Tools that read it at the moment fail. What the device remembers stays.</source>
        <translation>現在それを読み取っているツールは失敗します。デバイスが記憶している内容は残ります。</translation>
    </message>
    <message>
        <source>Drop</source>
        <translation>破棄</translation>
    </message>
    <message>
        <source>Suspend %1?</source>
        <translation>%1 を一時停止しますか?</translation>
    </message>
    <message>
        <source>Whoever reads or writes waits until the device is resumed, this desktop too if it needs the device. File systems on it should be frozen before.</source>
        <translation>読み書きを行う側は、デバイスが再開されるまで待たされます。このデスクトップも、デバイスを必要とする場合は同様です。デバイス上のファイルシステムは、先に凍結してください。</translation>
    </message>
    <message>
        <source>Suspend</source>
        <translation>一時停止</translation>
    </message>
    <message>
        <source>Stop %1?</source>
        <translation>%1 を停止しますか?</translation>
    </message>
    <message>
        <source>The block device goes away; writes to the origin are not tracked until it is started again. It is refused while somebody uses the device.</source>
        <translation>ブロックデバイスはなくなり、再び開始するまでオリジンへの書き込みは追跡されません。デバイスの使用中は、停止は拒否されます。</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Remove %1?</source>
        <translation>%1 を削除しますか?</translation>
    </message>
    <message>
        <source>Its configuration is forgotten. What is on the origin and on the metadata device stays as it is.</source>
        <translation>デバイスの設定が削除されます。オリジンとメタデータデバイスの内容はそのまま残ります。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Drop metadata snapshot</source>
        <translation>メタデータのスナップショットを破棄</translation>
    </message>
    <message>
        <source>Copy de&amp;vice path</source>
        <translation>デバイスのパスをコピー(&amp;V)</translation>
    </message>
    <message>
        <source>%1
A password will be asked for.</source>
        <translation>%1
パスワードの入力が求められます。</translation>
    </message>
</context>
<context>
    <name>blkera::DeviceModel</name>
    <message>
        <source>%1 · era %2</source>
        <translation>%1 · 期 %2</translation>
    </message>
    <message>
        <source>%1 in front of %2</source>
        <translation>%1 (%2 の前段)</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>a device and its state</comment>
        <translation>%1、%2</translation>
    </message>
</context>
<context>
    <name>blkera::DevicePage</name>
    <message>
        <source>blocks of %1</source>
        <translation>%1 のブロック</translation>
    </message>
    <message>
        <source>origin %1</source>
        <translation>オリジン %1</translation>
    </message>
    <message>
        <source>checkpoints: %1</source>
        <translation>チェックポイント: %1</translation>
    </message>
    <message>
        <source>Eras that are looked at</source>
        <translation>表示対象の期</translation>
    </message>
    <message>
        <source>Look at all eras again</source>
        <translation>すべての期の表示に戻す</translation>
    </message>
    <message>
        <source>Ma&amp;p</source>
        <translation>マップ(&amp;P)</translation>
    </message>
    <message>
        <source>Re&amp;gions</source>
        <translation>領域(&amp;G)</translation>
    </message>
    <message>
        <source>Er&amp;as</source>
        <translation>期(&amp;A)</translation>
    </message>
    <message>
        <source>What is known about the device</source>
        <translation>デバイスについての情報</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>デバイス</translation>
    </message>
    <message>
        <source>Facts about the device</source>
        <translation>デバイスの基本情報</translation>
    </message>
    <message>
        <source>M&amp;ore</source>
        <translation>その他(&amp;O)</translation>
    </message>
    <message>
        <source>Metadata snapshot</source>
        <translation>メタデータのスナップショット</translation>
    </message>
    <message>
        <source>The metadata is %1 % full. When it is full, writes to blocks that are not marked fail, and no checkpoint is taken.</source>
        <translation>メタデータの %1% が使用されています。満杯になると、印の付いていないブロックへの書き込みは失敗し、チェックポイントは取得されません。</translation>
    </message>
    <message>
        <source>A metadata snapshot is held, at metadata block %1. Offline tools can read it while the device is in use.</source>
        <translation>メタデータのスナップショットをメタデータブロック %1 に保持しています。デバイスの使用中に、オフラインツールで読み取れます。</translation>
    </message>
    <message>
        <source>No metadata snapshot is held. One is needed only by offline tools that read the metadata while the device is in use; lists and maps do without.</source>
        <translation>メタデータのスナップショットは保持されていません。必要になるのは、デバイスの使用中にオフラインツールでメタデータを読み取る場合のみです。リストとマップには必要ありません。</translation>
    </message>
    <message>
        <source>since era %1  ✕</source>
        <translation>期 %1 以降  ✕</translation>
    </message>
    <message>
        <source>eras %1 to %2  ✕</source>
        <translation>期 %1 から %2  ✕</translation>
    </message>
    <message>
        <source>Snapsho&amp;ts</source>
        <translation>スナップショット(&amp;T)</translation>
    </message>
    <message>
        <source>Activit&amp;y</source>
        <translation>アクティビティ(&amp;Y)</translation>
    </message>
    <message>
        <source>This kernel has no ublk, so FUSE serves the device: slower, and it does not outlive its process. Load the module (modprobe ublk_drv), then stop the device and start it.</source>
        <translation>このカーネルには ublk がないため、デバイスは FUSE で提供されています。速度が遅く、プロセスが終了するとデバイスは使えなくなります。モジュールを読み込み (modprobe ublk_drv)、デバイスを停止してから開始してください。</translation>
    </message>
</context>
<context>
    <name>blkera::EraModel</name>
    <message>
        <source>%1 so far</source>
        <translation>現在までに %1</translation>
    </message>
    <message>
        <source>Era %1: %2, by %3</source>
        <translation>期 %1: %2、実行者 %3</translation>
    </message>
    <message>
        <source>Era %1: %2</source>
        <translation>期 %1: %2</translation>
    </message>
    <message>
        <source>It is not known when it began</source>
        <translation>開始日時は不明です</translation>
    </message>
    <message>
        <source>began %1, %2</source>
        <comment>a time and how long</comment>
        <translation>%1 に開始、%2</translation>
    </message>
    <message>
        <source>began %1</source>
        <translation>%1 に開始</translation>
    </message>
    <message>
        <source>what is written is counted when it ends</source>
        <translation>書き込み量は期の終了時に集計されます</translation>
    </message>
    <message>
        <source>it is not known how much was written</source>
        <translation>書き込み量は不明です</translation>
    </message>
    <message>
        <source>of several devices at one moment: group %1</source>
        <translation>複数のデバイスで同一の時点に開始: グループ %1</translation>
    </message>
    <message>
        <source>rebuilt from the metadata: blocks that were written again later are not counted</source>
        <translation>メタデータから再構築: 後で再び書き込まれたブロックは数えられていません</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a heading and what is below it</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Era</source>
        <translation>期</translation>
    </message>
    <message>
        <source>Began</source>
        <translation>開始日時</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>継続時間</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>契機</translation>
    </message>
    <message>
        <source>By</source>
        <translation>実行者</translation>
    </message>
    <message>
        <source>Blocks</source>
        <translation>ブロック数</translation>
    </message>
    <message>
        <source>Written</source>
        <translation>書き込み量</translation>
    </message>
    <message numerus="yes">
        <source>%1 block(s) marked, %2 written</source>
        <translation>
            <numerusform>印の付いたブロック %1 個、書き込み量 %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 block(s) marked</source>
        <translation>
            <numerusform>印の付いたブロック %1 個</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>blkera::EraRangeFields</name>
    <message>
        <source>Take a chec&amp;kpoint first</source>
        <translation>先にチェックポイントを取得(&amp;K)</translation>
    </message>
    <message>
        <source>the first</source>
        <translation>最初</translation>
    </message>
    <message>
        <source>now</source>
        <translation>現在</translation>
    </message>
    <message>
        <source>&amp;Since era:</source>
        <translation>開始の期(&amp;S):</translation>
    </message>
    <message>
        <source>&amp;Until era:</source>
        <translation>終了の期(&amp;U):</translation>
    </message>
    <message>
        <source>There is no such era yet.</source>
        <translation>そのような期はまだありません。</translation>
    </message>
    <message>
        <source>The first era is after the last one.</source>
        <translation>開始の期が終了の期より後になっています。</translation>
    </message>
    <message>
        <source>Every block, those that were never written too.</source>
        <translation>一度も書き込まれていないものを含む、すべてのブロック。</translation>
    </message>
    <message>
        <source>Began %1.</source>
        <translation>%1 に始まりました。</translation>
    </message>
    <message>
        <source>Looking when it began…</source>
        <translation>開始日時を調べています…</translation>
    </message>
    <message>
        <source>When it began is not known.</source>
        <translation>開始日時は不明です。</translation>
    </message>
    <message>
        <source>Era %1 is still open: writes that are under way may be missing. Take a checkpoint first to have an end.</source>
        <translation>期 %1 はまだ続いています。処理中の書き込みが含まれない可能性があります。期を終わらせるには、先にチェックポイントを取得してください。</translation>
    </message>
    <message>
        <source>Ended %1.</source>
        <translation>%1 に終わりました。</translation>
    </message>
    <message>
        <source>Looking when it ended…</source>
        <translation>終了日時を調べています…</translation>
    </message>
    <message>
        <source>When it ended is not known.</source>
        <translation>終了日時は不明です。</translation>
    </message>
</context>
<context>
    <name>blkera::EraTimelineView</name>
    <message numerus="yes">
        <source>%n era(s) are shown. %1</source>
        <translation>
            <numerusform>%n 個の期を表示しています。%1</numerusform>
        </translation>
    </message>
    <message>
        <source>Left and Right go from era to era, with Control to the next pin or flag, and with Shift they choose. Return chooses from this era on, Escape all eras.</source>
        <translation>左右の矢印キーで期を移動します。Ctrl と併用すると次のピンまたは旗に移動し、Shift と併用すると範囲を選択します。Return でこの期以降を、Escape ですべての期を選択します。</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>拡大</translation>
    </message>
    <message>
        <source>+</source>
        <comment>zoom in</comment>
        <translation>+</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>縮小</translation>
    </message>
    <message>
        <source>−</source>
        <comment>zoom out</comment>
        <translation>−</translation>
    </message>
    <message>
        <source>Show all eras</source>
        <translation>すべての期を表示</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>全体表示</translation>
    </message>
    <message>
        <source>Back to the previous part</source>
        <translation>前に表示した部分に戻る</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>Forward to the next part</source>
        <translation>次に表示した部分に進む</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>進む</translation>
    </message>
    <message>
        <source>Scroll in time</source>
        <translation>時間方向のスクロール</translation>
    </message>
    <message>
        <source>Eras</source>
        <translation>期</translation>
    </message>
    <message>
        <source>Eras of %1</source>
        <translation>%1 の期</translation>
    </message>
    <message>
        <source>All eras</source>
        <translation>すべての期</translation>
    </message>
    <message>
        <source>Chosen: since era %1</source>
        <translation>選択中: 期 %1 以降</translation>
    </message>
    <message>
        <source>Chosen: eras %1 to %2</source>
        <translation>選択中: 期 %1 から %2</translation>
    </message>
    <message>
        <source>The eras are not known: %1</source>
        <translation>期は不明です: %1</translation>
    </message>
    <message>
        <source>Asking for the eras…</source>
        <translation>期の情報を取得しています…</translation>
    </message>
    <message>
        <source>There are no eras yet</source>
        <translation>期はまだありません</translation>
    </message>
    <message>
        <source>a metadata snapshot is held since it began</source>
        <translation>この期の始まりからメタデータのスナップショットを保持</translation>
    </message>
    <message>
        <source>A bar is an era: as wide as it was long, and as high as much was written, on a logarithmic scale. A pin is a snapshot, a flag a start of the device, a cross a start after a crash, a diamond a change of size.</source>
        <translation>1 本の棒が 1 つの期です。幅は期の長さを、高さは書き込み量を対数目盛で表します。ピンはスナップショット、旗はデバイスの開始、×印はクラッシュ後の開始、ひし形はサイズ変更です。</translation>
    </message>
    <message numerus="yes">
        <source>%n era(s) here, %1 to %2, from %3 on · blocks marked: %4</source>
        <translation>
            <numerusform>この位置の期: %n 個 (%1 から %2、%3 以降) · 印の付いたブロック: %4</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>blkera::ErasPage</name>
    <message>
        <source>Try again</source>
        <translation>再試行</translation>
    </message>
    <message>
        <source>Eras</source>
        <translation>期</translation>
    </message>
    <message>
        <source>On the map and in the table of regions</source>
        <translation>マップと領域の表に表示</translation>
    </message>
    <message>
        <source>Select an era first</source>
        <translation>先に期を選択してください</translation>
    </message>
    <message>
        <source>Eras could not be read: %1</source>
        <translation>期を読み取れませんでした: %1</translation>
    </message>
    <message>
        <source>The newest %1 eras; scroll down for older ones</source>
        <translation>最新の %1 個の期。古い期は下にスクロールすると表示されます</translation>
    </message>
    <message numerus="yes">
        <source>%n era(s)</source>
        <translation>
            <numerusform>%n 個の期</numerusform>
        </translation>
    </message>
    <message>
        <source>Asking for the eras…</source>
        <translation>期の情報を取得しています…</translation>
    </message>
    <message>
        <source>There are no eras yet: the first one begins when the device is started</source>
        <translation>期はまだありません。最初の期はデバイスの開始時に始まります</translation>
    </message>
    <message>
        <source>Sho&amp;w changes of these eras</source>
        <translation>これらの期の変更を表示(&amp;W)</translation>
    </message>
    <message>
        <source>Sho&amp;w changes since this era</source>
        <translation>この期以降の変更を表示(&amp;W)</translation>
    </message>
</context>
<context>
    <name>blkera::EventModel</name>
    <message>
        <source>%1, %2: %3, %4</source>
        <comment>time, severity, kind and text of an event</comment>
        <translation>%1、%2: %3、%4</translation>
    </message>
    <message>
        <source>%1, %2: %3, %4, %5</source>
        <comment>time, severity, device, kind and text of an event</comment>
        <translation>%1、%2: %3、%4、%5</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>日時</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>重大度</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>デバイス</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>イベント</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>詳細</translation>
    </message>
</context>
<context>
    <name>blkera::ExportDialog</name>
    <message>
        <source>&amp;Browse…</source>
        <translation>参照(&amp;B)…</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>フォルダーを開く</translation>
    </message>
    <message>
        <source>Export the changed blocks of %1</source>
        <translation>%1 の変更されたブロックのエクスポート</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>エクスポート(&amp;E)</translation>
    </message>
    <message>
        <source>XML, as era_invalidate prints it</source>
        <translation>XML (era_invalidate の出力と同じ形式)</translation>
    </message>
    <message>
        <source>JSON, with offsets in bytes</source>
        <translation>JSON (オフセットはバイト単位)</translation>
    </message>
    <message>
        <source>&amp;Format:</source>
        <translation>形式(&amp;F):</translation>
    </message>
    <message>
        <source>&amp;Into file:</source>
        <translation>出力ファイル(&amp;I):</translation>
    </message>
    <message>
        <source>First rows of the list</source>
        <translation>リストの最初の数行</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>結果</translation>
    </message>
    <message>
        <source>Write the list into</source>
        <translation>リストの書き込み先</translation>
    </message>
    <message>
        <source>The device has to be started first.</source>
        <translation>先にデバイスを開始する必要があります。</translation>
    </message>
    <message>
        <source>Give the whole path of a file.</source>
        <translation>ファイルの完全なパスを指定してください。</translation>
    </message>
    <message>
        <source>Beginning a new era…</source>
        <translation>新しい期を開始しています…</translation>
    </message>
    <message>
        <source>Era %1 ended; the list goes up to it.</source>
        <translation>期 %1 が終わりました。リストはこの期までを対象とします。</translation>
    </message>
    <message>
        <source>Looking at %1…</source>
        <translation>%1 を確認しています…</translation>
    </message>
    <message>
        <source>There is no folder %1.</source>
        <translation>フォルダー %1 はありません。</translation>
    </message>
    <message>
        <source>%1 is a folder: give a file in it.</source>
        <translation>%1 はフォルダーです。その中のファイルを指定してください。</translation>
    </message>
    <message>
        <source>%1 is not a file, and would be overwritten.</source>
        <translation>%1 はファイルではなく、上書きされてしまいます。</translation>
    </message>
    <message>
        <source>Replace %1?</source>
        <translation>%1 を置き換えますか?</translation>
    </message>
    <message>
        <source>There is a file %1 already. It is replaced when the list is complete.</source>
        <translation>ファイル %1 はすでにあります。リストが完成した時点で置き換えられます。</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>置き換え</translation>
    </message>
    <message>
        <source>Opening %1…</source>
        <translation>%1 を開いています…</translation>
    </message>
    <message>
        <source>Asking for the list…</source>
        <translation>リストを取得しています…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Writing the list…</source>
        <translation>リストを書き込んでいます…</translation>
    </message>
    <message>
        <source>Writing the list: %1 %</source>
        <translation>リストを書き込んでいます: %1%</translation>
    </message>
    <message numerus="yes">
        <source>Writing the list: %1 %, %n second(s) left</source>
        <translation>
            <numerusform>リストを書き込んでいます: %1%、残り %n 秒</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Writing the list: %1 %, %n minute(s) left</source>
        <translation>
            <numerusform>リストを書き込んでいます: %1%、残り %n 分</numerusform>
        </translation>
    </message>
    <message>
        <source>Giving the list up…</source>
        <translation>リストの書き込みを中止しています…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>The list was given up. Nothing was left behind.</source>
        <translation>リストの書き込みを中止しました。途中のファイルは残っていません。</translation>
    </message>
    <message>
        <source>Reading %1 again for its sum…</source>
        <translation>チェックサムのために %1 を読み直しています…</translation>
    </message>
    <message numerus="yes">
        <source>%1
%n range(s), %2, sha256 %3</source>
        <translation>
            <numerusform>%1
%n 個の範囲、%2、sha256 %3</numerusform>
        </translation>
    </message>
    <message>
        <source>The list has more than it should: of %1 blocks, %2 were written later, and perhaps in these eras. No block is missing.</source>
        <translation>リストには余分なブロックが含まれています。%1 ブロックのうち %2 ブロックはその後に書き込まれたもので、これらの期にも書き込まれた可能性があります。欠けているブロックはありません。</translation>
    </message>
    <message numerus="yes">
        <source>%n block(s) are listed.</source>
        <translation>
            <numerusform>%n 個のブロックがリストにあります。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>blkera::JobModel</name>
    <message>
        <source>It has ended</source>
        <translation>終了しました</translation>
    </message>
    <message>
        <source>The service is not answering</source>
        <translation>サービスが応答していません</translation>
    </message>
    <message>
        <source>Cancelling was asked for</source>
        <translation>キャンセルを要求済みです</translation>
    </message>
    <message>
        <source>This cannot be cancelled: it would leave the device in between</source>
        <translation>これはキャンセルできません。デバイスが中途半端な状態になります</translation>
    </message>
    <message>
        <source>Cancel it before it is done</source>
        <translation>完了する前にキャンセルします</translation>
    </message>
    <message>
        <source>No running jobs</source>
        <translation>実行中のジョブなし</translation>
    </message>
    <message numerus="yes">
        <source>%n running job(s)</source>
        <translation>
            <numerusform>実行中のジョブ %n 件</numerusform>
        </translation>
    </message>
    <message>
        <source>%1/s</source>
        <comment>a size per second</comment>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>running for %1</source>
        <translation>実行時間 %1</translation>
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
        <translation>%1 (所要時間 %2): %3</translation>
    </message>
    <message>
        <source>%1 after %2</source>
        <comment>an outcome, a duration</comment>
        <translation>%1 (所要時間 %2)</translation>
    </message>
    <message>
        <source>%1, as of %2; the service is not answering</source>
        <comment>progress, a time</comment>
        <translation>%1 (%2 時点)。サービスが応答していません</translation>
    </message>
    <message>
        <source>Cancelling · %1</source>
        <translation>キャンセル中 · %1</translation>
    </message>
    <message>
        <source>%1 · not cancelled: %2</source>
        <comment>progress, why</comment>
        <translation>%1 · キャンセルされませんでした: %2</translation>
    </message>
    <message>
        <source>Cancelling</source>
        <translation>キャンセル中</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>an operation and its device</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Begun %1 by %2</source>
        <translation>%1 に %2 が開始</translation>
    </message>
    <message>
        <source>%1, %2: %3</source>
        <comment>operation and device, state, details</comment>
        <translation>%1、%2: %3</translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>デバイス</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>進捗</translation>
    </message>
    <message>
        <source>By</source>
        <translation>実行者</translation>
    </message>
    <message numerus="yes">
        <source>%1 block(s)/s</source>
        <translation>
            <numerusform>%1 ブロック/秒</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>blkera::JobRow</name>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Report…</source>
        <translation>レポート…</translation>
    </message>
    <message>
        <source>Progress: %1</source>
        <translation>進捗: %1</translation>
    </message>
    <message>
        <source>Cancel: %1</source>
        <translation>キャンセル: %1</translation>
    </message>
    <message>
        <source>Report: %1</source>
        <translation>レポート: %1</translation>
    </message>
</context>
<context>
    <name>blkera::JobWizard</name>
    <message>
        <source>done</source>
        <comment>state of a step</comment>
        <translation>完了</translation>
    </message>
    <message>
        <source>now</source>
        <comment>state of a step</comment>
        <translation>現在</translation>
    </message>
    <message>
        <source>failed</source>
        <comment>state of a step</comment>
        <translation>失敗</translation>
    </message>
    <message>
        <source>waiting</source>
        <comment>state of a step</comment>
        <translation>待機中</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>手順</translation>
    </message>
    <message>
        <source>What happens in this step</source>
        <translation>この手順の内容</translation>
    </message>
    <message>
        <source>What is under way</source>
        <translation>処理中の内容</translation>
    </message>
    <message>
        <source>Why it cannot go on yet</source>
        <translation>まだ続行できない理由</translation>
    </message>
    <message>
        <source>What is the case if it is left here</source>
        <translation>ここで中断した場合の状態</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>手順</translation>
    </message>
    <message>
        <source>Progress of this step</source>
        <translation>この手順の進捗</translation>
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
        <translation>手順 %1、%2: %3</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>&amp;Stop and keep</source>
        <translation>中断して保持(&amp;S)</translation>
    </message>
    <message>
        <source>If you stop here: %1</source>
        <translation>ここで中断した場合: %1</translation>
    </message>
    <message>
        <source>&amp;This cannot be taken back. To go on, type the name of the device: %1</source>
        <translation>この操作は取り消せません。続行するには、デバイスの名前を入力してください(&amp;T): %1</translation>
    </message>
    <message>
        <source>Name of the device, %1</source>
        <translation>デバイスの名前、%1</translation>
    </message>
    <message>
        <source>It is driven by %1.</source>
        <translation>%1 が操作しています。</translation>
    </message>
</context>
<context>
    <name>blkera::JobsPanel</name>
    <message>
        <source>Jobs</source>
        <translation>ジョブ</translation>
    </message>
    <message>
        <source>No jobs. Whatever takes longer is shown here while it goes on, and for ten minutes after its end.</source>
        <translation>ジョブはありません。時間のかかる処理は、実行中と終了後 10 分間、ここに表示されます。</translation>
    </message>
    <message numerus="yes">
        <source>%n older job(s) are not shown</source>
        <translation>
            <numerusform>古いジョブ %n 件は表示されていません</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>blkera::MainWindow</name>
    <message>
        <source>Jobs</source>
        <translation>ジョブ</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>&amp;New device…</source>
        <translation>新しいデバイス(&amp;N)…</translation>
    </message>
    <message>
        <source>Put a device that remembers eras in front of another one</source>
        <translation>期を記憶するデバイスを別のデバイスの前段に置きます</translation>
    </message>
    <message>
        <source>Checkpoint &amp;several…</source>
        <translation>複数デバイスのチェックポイント(&amp;S)…</translation>
    </message>
    <message>
        <source>Begin a new era on several devices at one moment</source>
        <translation>複数のデバイスで、同一の時点で新しい期を開始します</translation>
    </message>
    <message>
        <source>&amp;Reload the configuration</source>
        <translation>設定を再読み込み(&amp;R)</translation>
    </message>
    <message>
        <source>Take in what was changed in the configuration files</source>
        <translation>設定ファイルの変更を取り込みます</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>再試行(&amp;T)</translation>
    </message>
    <message>
        <source>Ask the service again</source>
        <translation>サービスにもう一度問い合わせます</translation>
    </message>
    <message>
        <source>&amp;Copy command</source>
        <translation>コマンドをコピー(&amp;C)</translation>
    </message>
    <message>
        <source>Copy the command that shows what is the matter with the service</source>
        <translation>サービスの問題を調べるためのコマンドをコピーします</translation>
    </message>
    <message>
        <source>&amp;Find a device</source>
        <translation>デバイスを検索(&amp;F)</translation>
    </message>
    <message>
        <source>Type a part of its name</source>
        <translation>名前の一部を入力します</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>終了(&amp;Q)</translation>
    </message>
    <message>
        <source>Close the window; jobs go on</source>
        <translation>ウィンドウを閉じます。ジョブは続行されます</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>ファイル(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Device</source>
        <translation>デバイス(&amp;D)</translation>
    </message>
    <message>
        <source>Copy as c&amp;ommand</source>
        <translation>コマンドとしてコピー(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>表示(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Appearance</source>
        <translation>外観(&amp;A)</translation>
    </message>
    <message>
        <source>As the &amp;desktop</source>
        <translation>デスクトップに合わせる(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>ライト(&amp;L)</translation>
    </message>
    <message>
        <source>Dar&amp;k</source>
        <translation>ダーク(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;High contrast</source>
        <translation>ハイコントラスト(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>ヘルプ(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;About Block Eras</source>
        <translation>Block Eras について(&amp;A)</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>デバイス</translation>
    </message>
    <message>
        <source>Find a device (F3)</source>
        <translation>デバイスを検索 (F3)</translation>
    </message>
    <message>
        <source>Find a device</source>
        <translation>デバイスを検索</translation>
    </message>
    <message>
        <source>&amp;Jobs</source>
        <translation>ジョブ(&amp;J)</translation>
    </message>
    <message>
        <source>Running jobs</source>
        <translation>実行中のジョブ</translation>
    </message>
    <message>
        <source>%1: a job failed</source>
        <translation>%1: ジョブが失敗しました</translation>
    </message>
    <message>
        <source>The era service is not answering; what is shown is as of %1.</source>
        <translation>期サービスが応答していません。表示内容は %1 時点のものです。</translation>
    </message>
    <message>
        <source>The history cannot be written at present: %1</source>
        <translation>現在、履歴を書き込めません: %1</translation>
    </message>
    <message>
        <source>No era devices yet.</source>
        <translation>期デバイスはまだありません。</translation>
    </message>
    <message>
        <source>A device of that kind stands in front of another one and remembers, before each write, which blocks changed in which era. Backups and rolled back caches need only those.</source>
        <translation>期デバイスは別のデバイスの前段に置かれ、各書き込みの前に、どのブロックがどの期に変更されたかを記憶します。バックアップや、巻き戻したキャッシュの処理は、それらのブロックだけで済みます。</translation>
    </message>
    <message>
        <source>Asking the era service…</source>
        <translation>期サービスに問い合わせています…</translation>
    </message>
    <message>
        <source>The era service is not answering.</source>
        <translation>期サービスが応答していません。</translation>
    </message>
    <message>
        <source>The unit is blkerad.service; %1.</source>
        <translation>ユニットは blkerad.service です。%1。</translation>
    </message>
    <message>
        <source>The era service is not running.</source>
        <translation>期サービスが実行されていません。</translation>
    </message>
    <message>
        <source>There is no system bus.</source>
        <translation>システムバスがありません。</translation>
    </message>
    <message>
        <source>The service is of another version than this program.</source>
        <translation>サービスのバージョンがこのプログラムと異なります。</translation>
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
        <translation>Block Eras について</translation>
    </message>
    <message>
        <source>Block Eras %1</source>
        <translation>Block Eras %1</translation>
    </message>
    <message>
        <source>Shows which blocks of a device changed, era by era, and leads through what can be done with that. The service is version %1.

Free software under the GNU General Public License, version 2 or later.</source>
        <translation>デバイスのどのブロックが変更されたかを期ごとに表示し、それを使った作業を案内します。サービスのバージョンは %1 です。

GNU General Public License バージョン 2 以降に基づくフリーソフトウェアです。</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>不明</translation>
    </message>
    <message>
        <source>&amp;Copy diagnostics</source>
        <translation>診断情報をコピー(&amp;C)</translation>
    </message>
    <message>
        <source>Copied: what a report about a problem needs.</source>
        <translation>問題の報告に必要な情報をコピーしました。</translation>
    </message>
    <message>
        <source>&amp;Refresh</source>
        <translation>更新(&amp;R)</translation>
    </message>
    <message>
        <source>Ask the service again for what is shown</source>
        <translation>表示内容をサービスに改めて問い合わせます</translation>
    </message>
</context>
<context>
    <name>blkera::MapLegend</name>
    <message>
        <source>Legend</source>
        <translation>凡例</translation>
    </message>
    <message>
        <source>Share of changed blocks: from %1 to %2, a step a decade</source>
        <translation>変更されたブロックの割合: %1 から %2 まで、1 段階ごとに 10 倍</translation>
    </message>
    <message>
        <source>Era of the last write: from %1 to %2</source>
        <translation>最後の書き込みの期: %1 から %2 まで</translation>
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
        <translation>期 %1</translation>
    </message>
    <message>
        <source>none</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>not known yet</source>
        <translation>まだ不明</translation>
    </message>
    <message>
        <source>highlighted</source>
        <translation>強調表示</translation>
    </message>
</context>
<context>
    <name>blkera::MapOverviewBar</name>
    <message>
        <source>Whole device</source>
        <translation>デバイス全体</translation>
    </message>
    <message>
        <source>Left and Right move the part that the map shows</source>
        <translation>左右の矢印キーで、マップに表示する部分を移動します</translation>
    </message>
    <message>
        <source>The whole device; the frame is what the map shows. Drag it, or use the arrow keys.</source>
        <translation>デバイス全体です。枠はマップに表示されている部分を示します。枠をドラッグするか、矢印キーを使用してください。</translation>
    </message>
    <message>
        <source>The map shows %1 to %2 of %3</source>
        <translation>マップは %3 のうち %1 から %2 を表示しています</translation>
    </message>
</context>
<context>
    <name>blkera::MapPage</name>
    <message>
        <source>Cell</source>
        <translation>セル</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>概要</translation>
    </message>
    <message>
        <source>Show changes</source>
        <translation>変更を表示</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>再試行</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>コピー</translation>
    </message>
    <message>
        <source>Copy the summary</source>
        <translation>概要をコピー</translation>
    </message>
    <message>
        <source>Copy the sentence</source>
        <translation>文をコピー</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>Back to what was shown before</source>
        <translation>前の表示に戻る</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>進む</translation>
    </message>
    <message>
        <source>Forward to what was shown after</source>
        <translation>再び進む</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>拡大</translation>
    </message>
    <message>
        <source>Zoom in at the cursor</source>
        <translation>カーソル位置で拡大</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>縮小</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>全体表示</translation>
    </message>
    <message>
        <source>Show the whole device</source>
        <translation>デバイス全体を表示</translation>
    </message>
    <message>
        <source>1:1</source>
        <translation>1:1</translation>
    </message>
    <message>
        <source>Show single blocks</source>
        <translation>ブロックを 1 つずつ表示</translation>
    </message>
    <message>
        <source>How much changed</source>
        <translation>変更の量</translation>
    </message>
    <message>
        <source>Newest era</source>
        <translation>最新の期</translation>
    </message>
    <message>
        <source>What colours say</source>
        <translation>色の意味</translation>
    </message>
    <message>
        <source>Blue to yellow</source>
        <translation>青から黄</translation>
    </message>
    <message>
        <source>Purple to yellow</source>
        <translation>紫から黄</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>グレー</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>配色</translation>
    </message>
    <message>
        <source>Map of changed blocks</source>
        <translation>変更されたブロックのマップ</translation>
    </message>
    <message>
        <source>Map of changed blocks of %1</source>
        <translation>%1 の変更されたブロックのマップ</translation>
    </message>
    <message>
        <source>Which blocks changed is not known yet.</source>
        <translation>どのブロックが変更されたかは、まだ不明です。</translation>
    </message>
    <message>
        <source>No device is chosen.</source>
        <translation>デバイスが選択されていません。</translation>
    </message>
    <message>
        <source>There is no map of %1 at present.</source>
        <translation>現在、%1 のマップはありません。</translation>
    </message>
    <message>
        <source>Which blocks changed can be seen while the device runs. Start it first.</source>
        <translation>どのブロックが変更されたかは、デバイスの実行中に表示できます。先に開始してください。</translation>
    </message>
    <message>
        <source>Seeing which blocks changed needs authorisation</source>
        <translation>変更されたブロックの表示には認証が必要です</translation>
    </message>
    <message>
        <source>The map could not be read.</source>
        <translation>マップを読み取れませんでした。</translation>
    </message>
    <message>
        <source>The whole device is shown already</source>
        <translation>すでにデバイス全体が表示されています</translation>
    </message>
    <message>
        <source>Single blocks are shown already</source>
        <translation>すでにブロックが 1 つずつ表示されています</translation>
    </message>
    <message>
        <source>Nothing was shown before</source>
        <translation>前の表示はありません</translation>
    </message>
    <message>
        <source>There is nothing to go forward to</source>
        <translation>進む先はありません</translation>
    </message>
</context>
<context>
    <name>blkera::MessageBar</name>
    <message>
        <source>Message</source>
        <translation>メッセージ</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>このメッセージを閉じる</translation>
    </message>
</context>
<context>
    <name>blkera::RegionsPage</name>
    <message>
        <source>Copy rows</source>
        <translation>行をコピー</translation>
    </message>
    <message>
        <source>Show on the map</source>
        <translation>マップに表示</translation>
    </message>
    <message>
        <source>Copy as command</source>
        <translation>コマンドとしてコピー</translation>
    </message>
    <message>
        <source>Show changes</source>
        <translation>変更を表示</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>再試行</translation>
    </message>
    <message>
        <source>Stop reading</source>
        <translation>読み取りを中止</translation>
    </message>
    <message>
        <source>Regions that changed</source>
        <translation>変更された領域</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>概要</translation>
    </message>
    <message>
        <source>How many regions the table has</source>
        <translation>表の領域の数</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>コピー</translation>
    </message>
    <message>
        <source>Copy the summary</source>
        <translation>概要をコピー</translation>
    </message>
    <message>
        <source>Copy the sentence</source>
        <translation>文をコピー</translation>
    </message>
    <message>
        <source>Show the region on the map (Enter)</source>
        <translation>領域をマップに表示 (Enter)</translation>
    </message>
    <message>
        <source>No device is chosen.</source>
        <translation>デバイスが選択されていません。</translation>
    </message>
    <message>
        <source>The list was not read.</source>
        <translation>リストは読み取られていません。</translation>
    </message>
    <message>
        <source>There is no list of %1 at present.</source>
        <translation>現在、%1 のリストはありません。</translation>
    </message>
    <message>
        <source>Which blocks changed can be seen while the device runs. Start it first.</source>
        <translation>どのブロックが変更されたかは、デバイスの実行中に表示できます。先に開始してください。</translation>
    </message>
    <message>
        <source>Seeing which blocks changed needs authorisation</source>
        <translation>変更されたブロックの表示には認証が必要です</translation>
    </message>
    <message>
        <source>The list could not be read.</source>
        <translation>リストを読み取れませんでした。</translation>
    </message>
    <message>
        <source>Reading the list of changed blocks</source>
        <translation>変更されたブロックのリストの読み取り</translation>
    </message>
    <message>
        <source>No region changed.</source>
        <translation>変更された領域はありません。</translation>
    </message>
    <message numerus="yes">
        <source>All %n region(s).</source>
        <translation>
            <numerusform>すべての領域 (%n 個)。</numerusform>
        </translation>
    </message>
    <message>
        <source>The %1 longest of %2 regions.</source>
        <translation>%2 個の領域のうち、最も長い %1 個。</translation>
    </message>
    <message numerus="yes">
        <source>%1 region(s) so far</source>
        <translation>
            <numerusform>これまでに %1 個の領域</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>blkera::RepairDialog</name>
    <message>
        <source>Repair %1</source>
        <translation>%1 の修復</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>問題の内容</translation>
    </message>
    <message>
        <source>Stop the device. Nobody may use it any more: unmount what is on it before.</source>
        <translation>デバイスを停止します。使用中であってはなりません。デバイス上のファイルシステムは先にマウントを解除してください。</translation>
    </message>
    <message>
        <source>As root, check the metadata. It lists what is damaged, and changes nothing. If it finds nothing, go to the last step.</source>
        <translation>root でメタデータを検査します。破損箇所が一覧表示され、何も変更されません。何も見つからなければ、最後の手順に進んでください。</translation>
    </message>
    <message>
        <source>Repair it into a file. The damaged metadata stays as it is; blocks of which nothing can be proved count as written, so no list misses any. A metadata snapshot that is held is left out.</source>
        <translation>修復した内容をファイルに書き出します。破損したメタデータはそのまま残ります。何も証明できないブロックは書き込まれたものとして扱われるため、リストから漏れるブロックはありません。保持しているメタデータのスナップショットは含まれません。</translation>
    </message>
    <message>
        <source>Check what was made. It must find nothing.</source>
        <translation>作成されたファイルを検査します。何も見つからないことを確認してください。</translation>
    </message>
    <message>
        <source>Bring it back to the metadata device, which is overwritten: keep the file until the device runs.</source>
        <translation>メタデータデバイスに書き戻します。メタデータデバイスは上書きされます。デバイスが再び動作するまで、ファイルを保管してください。</translation>
    </message>
    <message>
        <source>Start the device again. It checks the metadata itself.</source>
        <translation>デバイスを再び開始します。メタデータはデバイス自身が検査します。</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <comment>number of a step, and what to do</comment>
        <translation>%1. %2</translation>
    </message>
    <message>
        <source>if needed</source>
        <translation>必要な場合</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>コピー</translation>
    </message>
    <message>
        <source>Command of step %1</source>
        <translation>手順 %1 のコマンド</translation>
    </message>
    <message>
        <source>Copy the command of step %1</source>
        <translation>手順 %1 のコマンドをコピー</translation>
    </message>
    <message>
        <source>%1, state: %2</source>
        <translation>%1、状態: %2</translation>
    </message>
    <message>
        <source>The service says: %1</source>
        <translation>サービスからのメッセージ: %1</translation>
    </message>
    <message>
        <source>✓ done</source>
        <translation>✓ 完了</translation>
    </message>
    <message>
        <source>▸ now</source>
        <translation>▸ 現在</translation>
    </message>
    <message>
        <source>▸ last</source>
        <translation>▸ 最後</translation>
    </message>
    <message>
        <source>then</source>
        <translation>その後</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>開始(&amp;S)</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>停止(&amp;T)</translation>
    </message>
    <message>
        <source>%1 is running again.</source>
        <translation>%1 は再び実行中です。</translation>
    </message>
    <message>
        <source>It runs as it should.</source>
        <translation>正常に動作しています。</translation>
    </message>
    <message>
        <source>Its state is changing.</source>
        <translation>状態が変化しています。</translation>
    </message>
    <message>
        <source>Starting %1…</source>
        <translation>%1 を開始しています…</translation>
    </message>
    <message>
        <source>Stopping %1…</source>
        <translation>%1 を停止しています…</translation>
    </message>
</context>
<context>
    <name>blkera::ReportWindow</name>
    <message>
        <source>Report: %1</source>
        <translation>レポート: %1</translation>
    </message>
    <message>
        <source>Show &amp;as:</source>
        <translation>表示形式(&amp;A):</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>テキスト</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>Format of the report</source>
        <translation>レポートの形式</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>レポート</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>コピー(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Save…</source>
        <translation>保存(&amp;S)…</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>レポートを保存</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation>テキスト (*.txt)</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>%1 として保存しました</translation>
    </message>
    <message>
        <source>%1 was not saved: %2</source>
        <comment>a file and why</comment>
        <translation>%1 は保存されませんでした: %2</translation>
    </message>
</context>
<context>
    <name>blkera::ResizeDialog</name>
    <message>
        <source>Copy the resu&amp;lt</source>
        <translation>結果をコピー(&amp;L)</translation>
    </message>
    <message>
        <source>Let it shrink…</source>
        <translation>縮小を許可…</translation>
    </message>
    <message>
        <source>Resize %1</source>
        <translation>%1 のサイズ変更</translation>
    </message>
    <message>
        <source>&amp;Resize</source>
        <translation>サイズ変更(&amp;R)</translation>
    </message>
    <message>
        <source>What happens</source>
        <translation>処理の内容</translation>
    </message>
    <message>
        <source>Change the size of the origin or of the metadata device first, with the tools that made them. Then this takes in the sizes that they have now, while the device is in use. A new era begins. What the origin has grown by counts as never written.</source>
        <translation>先にオリジンまたはメタデータデバイスのサイズを、それらを作成したツールで変更してください。その後、ここで現在のサイズを、デバイスを使用中のまま取り込みます。新しい期が始まります。オリジンの拡張された部分は、一度も書き込まれていないものとして扱われます。</translation>
    </message>
    <message>
        <source>Sizes now</source>
        <translation>現在のサイズ</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>結果</translation>
    </message>
    <message>
        <source>%1 is stopped. It takes in the sizes when it is resized while it runs.</source>
        <translation>%1 は停止しています。サイズは、実行中にサイズ変更を行うと取り込まれます。</translation>
    </message>
    <message>
        <source>The device knows:
Origin %1: %2
Metadata %3: %4, of which %5 are used</source>
        <translation>デバイスが認識している内容:
オリジン %1: %2
メタデータ %3: %4 (うち使用中 %5)</translation>
    </message>
    <message>
        <source>The device has to be started first.</source>
        <translation>先にデバイスを開始する必要があります。</translation>
    </message>
    <message>
        <source>The device has to be resumed first.</source>
        <translation>先にデバイスを再開する必要があります。</translation>
    </message>
    <message>
        <source>Taking in the sizes…</source>
        <translation>サイズを取り込んでいます…</translation>
    </message>
    <message>
        <source>Let %1 shrink?</source>
        <translation>%1 の縮小を許可しますか?</translation>
    </message>
    <message>
        <source>The service says: %1

What is remembered about the end that is cut off is lost: no list has those blocks any more, even if the origin grows again. Whoever still uses that end gets errors.</source>
        <translation>サービスからのメッセージ: %1

切り取られる末尾部分について記憶している内容は失われます。オリジンが再び拡張されても、それらのブロックはどのリストにも現れません。その末尾部分をまだ使用している側にはエラーが返されます。</translation>
    </message>
    <message>
        <source>Let it shrink</source>
        <translation>縮小を許可</translation>
    </message>
    <message>
        <source>Size: %1</source>
        <translation>サイズ: %1</translation>
    </message>
    <message>
        <source>Era blocks: %1 → %2</source>
        <translation>期ブロック: %1 → %2</translation>
    </message>
    <message>
        <source>Metadata: %1 → %2</source>
        <translation>メタデータ: %1 → %2</translation>
    </message>
    <message>
        <source>The block device has that size only after the device was stopped and started.</source>
        <translation>ブロックデバイスがこのサイズになるのは、デバイスをいったん停止し、再び開始した後です。</translation>
    </message>
    <message>
        <source>Both devices have the sizes that they had.</source>
        <translation>どちらのデバイスもサイズは変わっていません。</translation>
    </message>
    <message>
        <source>The sizes are taken in.</source>
        <translation>サイズを取り込みました。</translation>
    </message>
</context>
<context>
    <name>blkera::ScheduleDialog</name>
    <message>
        <source>Checkpoints of %1 by themselves</source>
        <translation>%1 の自動チェックポイント</translation>
    </message>
    <message>
        <source>&amp;Set schedule</source>
        <translation>スケジュールを設定(&amp;S)</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>取得しない</translation>
    </message>
    <message>
        <source>At an interval</source>
        <translation>一定の間隔</translation>
    </message>
    <message>
        <source>Every hour</source>
        <translation>毎時</translation>
    </message>
    <message>
        <source>Every day</source>
        <translation>毎日</translation>
    </message>
    <message>
        <source>Every week</source>
        <translation>毎週</translation>
    </message>
    <message>
        <source>Every month</source>
        <translation>毎月</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>分</translation>
    </message>
    <message>
        <source>hours</source>
        <translation>時間</translation>
    </message>
    <message>
        <source>days</source>
        <translation>日</translation>
    </message>
    <message>
        <source>Unit of the interval</source>
        <translation>間隔の単位</translation>
    </message>
    <message>
        <source>&amp;When:</source>
        <translation>タイミング(&amp;W):</translation>
    </message>
    <message>
        <source>&amp;Every:</source>
        <translation>間隔(&amp;E):</translation>
    </message>
    <message>
        <source>&amp;Day of the week:</source>
        <translation>曜日(&amp;D):</translation>
    </message>
    <message>
        <source>Day of the m&amp;onth:</source>
        <translation>日(&amp;O):</translation>
    </message>
    <message>
        <source>&amp;At:</source>
        <translation>時刻(&amp;A):</translation>
    </message>
    <message>
        <source>What the service is told</source>
        <translation>サービスに伝える内容</translation>
    </message>
    <message>
        <source>Next times</source>
        <translation>次回以降の日時</translation>
    </message>
    <message>
        <source>Schedule: %1</source>
        <translation>スケジュール: %1</translation>
    </message>
    <message>
        <source>Next times, in this machine&apos;s time zone:</source>
        <translation>次回以降の日時 (このマシンのタイムゾーン):</translation>
    </message>
    <message>
        <source>Eras begin only when somebody asks for a checkpoint.</source>
        <translation>期は、誰かがチェックポイントを要求したときにのみ始まります。</translation>
    </message>
    <message>
        <source>Somebody else has set another schedule meanwhile: %1</source>
        <translation>その間に、ほかの誰かが別のスケジュールを設定しました: %1</translation>
    </message>
    <message>
        <source>Setting the schedule…</source>
        <translation>スケジュールを設定しています…</translation>
    </message>
</context>
<context>
    <name>blkera::StatePage</name>
    <message>
        <source>State</source>
        <translation>状態</translation>
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
        <translation>OK</translation>
    </message>
    <message>
        <source>Getting full</source>
        <translation>空き減少</translation>
    </message>
    <message>
        <source>Nearly full</source>
        <translation>ほぼ満杯</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>不明</translation>
    </message>
    <message>
        <source>Metadata</source>
        <translation>メタデータ</translation>
    </message>
    <message>
        <source>How full the metadata is</source>
        <translation>メタデータの使用率</translation>
    </message>
    <message>
        <source>%1 % · %2 of %3</source>
        <comment>percent, used and total size</comment>
        <translation>%1% · %2 / %3</translation>
    </message>
    <message>
        <source>It is known while the device runs</source>
        <translation>デバイスの実行中に表示されます</translation>
    </message>
    <message>
        <source>No metadata snapshot is held</source>
        <translation>メタデータのスナップショットは保持されていません</translation>
    </message>
    <message>
        <source>A metadata snapshot is held at block %1</source>
        <translation>メタデータのスナップショットをブロック %1 に保持しています</translation>
    </message>
    <message>
        <source>%1 of %2 blocks of the metadata are in use. From %3 % on it gets full, from %4 % on it should be enlarged; at 100 % no checkpoint can be taken.</source>
        <translation>メタデータの %2 ブロック中 %1 ブロックが使用中です。%3% から空きが少なくなり、%4% からは拡張が必要です。100% になるとチェックポイントを取得できません。</translation>
    </message>
    <message>
        <source>Metadata: %1, %2</source>
        <translation>メタデータ: %1、%2</translation>
    </message>
</context>
<context>
    <name>blkera::WizardReport</name>
    <message>
        <source>Report</source>
        <translation>レポート</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>コピー(&amp;C)</translation>
    </message>
    <message>
        <source>Copy as &amp;JSON</source>
        <translation>JSON としてコピー(&amp;J)</translation>
    </message>
    <message>
        <source>Sa&amp;ve…</source>
        <translation>保存(&amp;V)…</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>レポートを保存</translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation>テキスト (*.txt)</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>Saved as %1.</source>
        <translation>%1 として保存しました。</translation>
    </message>
    <message>
        <source>Cannot write %1: %2</source>
        <translation>%1 に書き込めません: %2</translation>
    </message>
</context>
</TS>
