using System.Buffers;
using System.Globalization;

namespace PrivacyGateway.Sending.Http1;

/// <summary>Puts the chunks of an answer's body together; extensions and trailers are read and dropped. (RFC 9112, section 7.1.)</summary>
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

    /// <returns>How many of the bytes are done with.</returns>
    public int Read(ReadOnlySpan<byte> bytes)
    {
        var done = 0;
        while (_part != Part.End)
        {
            var step = _part == Part.Data ? ReadData(bytes[done..]) : ReadLine(bytes[done..]);
            if (step == 0)
                break;
            done += step;
        }

        return done;
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
            // What will not end is refused before its end.
            if (_dropped + bytes.Length > AnswerReader.MaxHead)
                throw AnswerError.TooLong();
            return 0;
        }

        if (Characters.HasControl(line))
            throw AnswerError.Invalid("A chunk of the answer has a character that may not be there.");
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
                throw AnswerError.Invalid("A chunk of the answer is longer than it says.");
        }

        return length;
    }

    private void BeginChunk(ReadOnlySpan<byte> line)
    {
        var mark = line.IndexOf((byte)';');
        var digits = (mark < 0 ? line : line[..mark]).TrimEnd(" \t"u8);
        Drop(line.Length - digits.Length);
        if (digits.Length > MaxDigits || !long.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var size))
            throw AnswerError.Invalid("A chunk of the answer has no size.");
        if (_body.WrittenCount + size > AnswerReader.MaxBody)
            throw AnswerError.TooLong();
        (_chunkRest, _part) = ((int)size, size == 0 ? Part.Trailers : Part.Data);
    }

    private void Drop(int count)
    {
        _dropped += count;
        if (_dropped > AnswerReader.MaxHead)
            throw AnswerError.TooLong();
    }
}
