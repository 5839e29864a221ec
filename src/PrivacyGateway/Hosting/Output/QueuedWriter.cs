using System.IO;
using System.Text;
using System.Threading.Channels;

namespace PrivacyGateway.Hosting.Output;

/// <summary>
/// A text writer that never waits for its reader: a bounded queue, and a thread that writes. Text that finds the queue full is dropped and
/// counted. Each call is written or dropped as a whole.
/// </summary>
internal sealed class QueuedWriter : TextWriter
{
    /// <summary>Some ten seconds of the access log at 1,500 hits/s.</summary>
    public const int MostLines = 16_384;

    /// <summary>Long lines, such as stack traces, count for their length: a reader that stopped must not cost a container its memory.</summary>
    public const int MostCharacters = 8 * 1024 * 1024;

    /// <summary>So many characters are written at once.</summary>
    private const int BatchCharacters = 16 * 1024;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly Stream _stream;
    private readonly Channel<string> _waiting;
    private readonly Thread _thread;
    private long _characters;
    private long _dropped;

    public QueuedWriter(Stream stream, string name)
    {
        _stream = stream;
        _waiting = Channel.CreateBounded<string>(new BoundedChannelOptions(MostLines) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true });

        // Not one of the pool's: it may never come back from a write. In the background, so that the process can end meanwhile.
        _thread = new Thread(WriteAll) { IsBackground = true, Name = name };
        _thread.Start();
    }

    public override Encoding Encoding => Utf8;

    /// <summary>Lines that found the queue full, or that could not be written.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    public override void Write(char value) => TryWrite(value.ToString());

    public override void Write(char[] buffer, int index, int count) => TryWrite(new string(buffer, index, count));

    public override void Write(ReadOnlySpan<char> buffer) => TryWrite(buffer.ToString());

    public override void Write(string? value) => TryWrite(value ?? "");

    public override void WriteLine(string? value) => TryWrite(value + NewLine);

    /// <returns>Whether it is in the queue.</returns>
    public bool TryWrite(string text)
    {
        if (Interlocked.Add(ref _characters, text.Length) <= MostCharacters && _waiting.Writer.TryWrite(text))
            return true;

        Interlocked.Add(ref _characters, -text.Length);
        Interlocked.Increment(ref _dropped);
        return false;
    }

    /// <summary>Takes nothing more, and waits until all is written or the time is over.</summary>
    public void Complete(TimeSpan limit)
    {
        _waiting.Writer.TryComplete();
        _thread.Join(limit);
    }

    protected override void Dispose(bool disposing)
    {
        _waiting.Writer.TryComplete();
        base.Dispose(disposing);
    }

    private void WriteAll()
    {
        var batch = new StringBuilder();
        while (WaitToRead())
        {
            var lines = 0;
            for (; batch.Length < BatchCharacters && _waiting.Reader.TryRead(out var text); lines++)
                batch.Append(text);
            Interlocked.Add(ref _characters, -batch.Length);
            try
            {
                _stream.Write(Utf8.GetBytes(batch.ToString()));
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or ObjectDisposedException)
            {
                // A full disk, for instance: it may be over with the next line.
                Interlocked.Add(ref _dropped, lines);
            }

            batch.Clear();
        }
    }

    private bool WaitToRead()
    {
        var wait = _waiting.Reader.WaitToReadAsync();
        return wait.IsCompleted ? wait.Result : wait.AsTask().GetAwaiter().GetResult();
    }
}
