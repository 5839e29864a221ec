using System.IO;
using System.Text;
using System.Threading.Channels;

namespace PrivacyGateway.Hosting.Output;

/// <summary>
/// A text writer that never blocks its callers: a bounded queue drained by a thread. If the queue is full, text is dropped and counted.
/// Each call is written or dropped as a whole.
/// </summary>
internal sealed class QueuedWriter : TextWriter
{
    /// <summary>About ten seconds of the access log at 1,500 hits/s.</summary>
    public const int MaxLines = 16_384;

    /// <summary>Bounds long lines such as stack traces: a stalled reader must not fill a container's memory.</summary>
    public const int MaxCharacters = 8 * 1024 * 1024;

    /// <summary>Characters per write to the stream.</summary>
    private const int BatchCharacters = 16 * 1024;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly Stream _stream;
    private readonly Channel<string> _queue;
    private readonly Thread _thread;
    private long _characters;
    private long _dropped;

    public QueuedWriter(Stream stream, string name)
    {
        _stream = stream;
        _queue = Channel.CreateBounded<string>(
            new BoundedChannelOptions(MaxLines) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true });

        // A dedicated thread, because a write may block forever; a background thread, so that the process can exit meanwhile.
        _thread = new Thread(WriteAll) { IsBackground = true, Name = name };
        _thread.Start();
    }

    public override Encoding Encoding => Utf8;

    /// <summary>Lines dropped because the queue was full, or because the write failed.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    public override void Write(char value) => TryWrite(value.ToString());

    public override void Write(char[] buffer, int index, int count) => TryWrite(new string(buffer, index, count));

    public override void Write(ReadOnlySpan<char> buffer) => TryWrite(buffer.ToString());

    public override void Write(string? value) => TryWrite(value ?? "");

    public override void WriteLine(string? value) => TryWrite(value + NewLine);

    /// <returns>Whether the text was queued.</returns>
    public bool TryWrite(string text)
    {
        if (Interlocked.Add(ref _characters, text.Length) <= MaxCharacters && _queue.Writer.TryWrite(text))
            return true;

        Interlocked.Add(ref _characters, -text.Length);
        Interlocked.Increment(ref _dropped);
        return false;
    }

    /// <summary>Closes the queue and waits until it is written, or until the timeout.</summary>
    public void Complete(TimeSpan timeout)
    {
        _queue.Writer.TryComplete();
        _thread.Join(timeout);
    }

    protected override void Dispose(bool disposing)
    {
        _queue.Writer.TryComplete();
        base.Dispose(disposing);
    }

    private void WriteAll()
    {
        var batch = new StringBuilder();
        while (WaitToRead())
        {
            var lines = 0;
            for (; batch.Length < BatchCharacters && _queue.Reader.TryRead(out var text); lines++)
                batch.Append(text);
            Interlocked.Add(ref _characters, -batch.Length);
            try
            {
                _stream.Write(Utf8.GetBytes(batch.ToString()));
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or ObjectDisposedException)
            {
                // A full disk, for instance, may be temporary: keep writing.
                Interlocked.Add(ref _dropped, lines);
            }

            batch.Clear();
        }
    }

    private bool WaitToRead()
    {
        var wait = _queue.Reader.WaitToReadAsync();
        return wait.IsCompleted ? wait.Result : wait.AsTask().GetAwaiter().GetResult();
    }
}
