using System.Buffers;
using System.Text;

namespace PrivacyGateway.TestSupport;

/// <summary>Lines and counted bytes off a stream, keeping a copy of everything that was read.</summary>
internal sealed class RecordingReader(Stream stream)
{
    private readonly byte[] _buffer = new byte[16 * 1024];
    private readonly ArrayBufferWriter<byte> _recorded = new();
    private int _start;
    private int _end;

    /// <summary>The bytes read since the last <see cref="Forget"/>.</summary>
    public byte[] Recorded => _recorded.WrittenSpan.ToArray();

    public void Forget() => _recorded.ResetWrittenCount();

    /// <summary>A line as Latin-1 without its end; null when the peer has closed before its first byte.</summary>
    public async Task<string?> ReadLineAsync(CancellationToken cancellation)
    {
        using var line = new MemoryStream();
        while (await FillAsync(cancellation))
        {
            var one = _buffer[_start++];
            _recorded.Write([one]);
            if (one == '\n')
            {
                return Encoding.Latin1.GetString(line.ToArray()).TrimEnd('\r');
            }

            line.WriteByte(one);
        }

        return line.Length == 0 ? null : throw new EndOfStreamException("inside a line");
    }

    /// <summary>That many bytes, or all until the peer closes.</summary>
    public async Task<byte[]> ReadBytesAsync(int? count, CancellationToken cancellation)
    {
        using var bytes = new MemoryStream();
        while (count is null || bytes.Length < count)
        {
            if (!await FillAsync(cancellation))
            {
                return count is null
                    ? bytes.ToArray()
                    : throw new EndOfStreamException($"after {bytes.Length} of {count} bytes of a body");
            }

            var take = Math.Min(_end - _start, (int)((count ?? int.MaxValue) - bytes.Length));
            bytes.Write(_buffer, _start, take);
            _recorded.Write(_buffer.AsSpan(_start, take));
            _start += take;
        }

        return bytes.ToArray();
    }

    private async Task<bool> FillAsync(CancellationToken cancellation)
    {
        if (_start == _end)
        {
            _start = 0;
            _end = await stream.ReadAsync(_buffer, cancellation);
        }

        return _end > _start;
    }
}
