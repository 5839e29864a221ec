using System.IO;
using System.Runtime.CompilerServices;

namespace PrivacyGateway.Sending;

/// <summary>
/// A connection on which a request that got no byte of an answer ends with an error. The platform takes a plain end there for a
/// connection that had grown stale and sends a request without a body three times more, although the track domain may have counted it.
/// </summary>
internal sealed class UnansweredStream(Stream inner) : Stream
{
    /// <summary>Behind <c>HTTP/1.1</c> and a blank.</summary>
    private const int StatusAt = 9;

    private volatile bool _isUnanswered;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>The client awaits a read once, so that what it waits on can be used again.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken);
        if (read > 0 && _isUnanswered)
            End(buffer.Span[..read]);
        else if (_isUnanswered && buffer.Length > 0)
            throw new IOException("The connection was closed without an answer.");
        return read;
    }

    /// <summary>Who answers with a status that does not exist (RFC 9110, section 15) is not trusted with another hit on this connection.</summary>
    private void End(ReadOnlySpan<byte> answer)
    {
        _isUnanswered = false;
        if (answer.Length > StatusAt && answer.StartsWith("HTTP/1."u8) && answer[StatusAt] is < (byte)'1' or > (byte)'5')
            throw new IOException("The answer's status is none.");
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _isUnanswered = true;
        return inner.WriteAsync(buffer, cancellationToken);
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
