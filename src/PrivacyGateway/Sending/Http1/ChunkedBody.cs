using System.Buffers;
using System.Globalization;

namespace PrivacyGateway.Sending.Http1;

/// <summary>Decodes a chunked response body; extensions and trailers are dropped. (RFC 9112, section 7.1.)</summary>
internal sealed class ChunkedBody
{
    private const int MaxDigits = 8;

    private readonly ArrayBufferWriter<byte> _body = new();
    private int _dropped;
    private int _chunkRest;
    private Part _part;

    private enum Part
    {
        Size,
        Data,
        DataEnd,
        Trailers,
        End,
    }

    public bool IsComplete => _part == Part.End;

    public ReadOnlyMemory<byte> Bytes => _body.WrittenMemory;

    /// <returns>The number of bytes consumed. The caller must pass the remaining bytes again, followed by more.</returns>
    public int Read(ReadOnlySpan<byte> bytes)
    {
        var consumed = 0;
        while (_part != Part.End)
        {
            var step = _part == Part.Data ? ReadData(bytes[consumed..]) : ReadLine(bytes[consumed..]);
            if (step == 0)
                break;
            consumed += step;
        }

        return consumed;
    }

    private int ReadData(ReadOnlySpan<byte> bytes)
    {
        var count = Math.Min(bytes.Length, _chunkRest);
        _body.Write(bytes[..count]);
        _chunkRest -= count;
        if (_chunkRest == 0)
            _part = Part.DataEnd;
        return count;
    }

    private int ReadLine(ReadOnlySpan<byte> bytes)
    {
        if (!WireLine.TryRead(bytes, out var line, out var length))
        {
            // Bound unterminated lines.
            if (_dropped + bytes.Length > ResponseReader.MaxHead)
                throw ResponseError.TooLong();
            return 0;
        }

        if (Characters.HasControl(line))
            throw ResponseError.Invalid("A chunk of the response contains an invalid character.");
        switch (_part)
        {
            case Part.Size:
                BeginChunk(line);
                break;
            case Part.DataEnd when line.IsEmpty:
                _part = Part.Size;
                break;
            case Part.Trailers:
                Drop(line.Length);
                if (line.IsEmpty)
                    _part = Part.End;
                break;
            default:
                throw ResponseError.Invalid("A chunk of the response is longer than its size.");
        }

        return length;
    }

    private void BeginChunk(ReadOnlySpan<byte> line)
    {
        var mark = line.IndexOf((byte)';');
        var digits = (mark < 0 ? line : line[..mark]).TrimEnd(" \t"u8);
        Drop(line.Length - digits.Length);
        if (digits.Length > MaxDigits || !long.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var size))
            throw ResponseError.Invalid("A chunk of the response has no valid size.");
        if (_body.WrittenCount + size > ResponseReader.MaxBody)
            throw ResponseError.TooLong();
        (_chunkRest, _part) = ((int)size, size == 0 ? Part.Trailers : Part.Data);
    }

    private void Drop(int count)
    {
        _dropped += count;
        if (_dropped > ResponseReader.MaxHead)
            throw ResponseError.TooLong();
    }
}
