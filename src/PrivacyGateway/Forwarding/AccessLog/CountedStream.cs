using System.IO;

namespace PrivacyGateway.Forwarding.AccessLog;

/// <summary>Counts the bytes written to the inner stream.</summary>
internal sealed class CountedStream(Stream inner, CountedResponseBody.ByteCount count) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int bytes) => Write(buffer.AsSpan(offset, bytes));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        count.Add(buffer.Length);
        inner.Write(buffer);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int bytes, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, bytes), cancellationToken).AsTask();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        count.Add(buffer.Length);
        return inner.WriteAsync(buffer, cancellationToken);
    }

    public override void Flush() => inner.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override int Read(byte[] buffer, int offset, int bytes) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
