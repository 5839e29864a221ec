using System.Net.Http;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Sending.Http1;

/// <summary>
/// Reads the answers of one connection, one after the other, in whatever pieces they come. It is strict, because each hit of a connection is only as
/// safe as the end of the answer before it, and bounded, because the whole of an answer is kept in memory.
/// </summary>
internal sealed class AnswerReader
{
    /// <summary>Bytes of status and header lines, those of interim answers included; as the platform's own client has it.</summary>
    public const int MaxHead = 64 * 1024;

    /// <summary>Bytes of an answer to a hit; a pixel has 43.</summary>
    public const int MaxBody = 1024 * 1024;

    private const int MaxInterim = 8;
    private const int UsualLines = 10;

    private readonly RepeatedValues _values = new();
    private List<HeaderLine> _lines = new(UsualLines);
    private bool _isToHead;
    private Framing _framing;
    private StatusLine _status;
    private ChunkedBody? _chunked;
    private byte[] _body = [];
    private int _filled;
    private int _head;
    private int _interim;
    private Part _part;

    private enum Part
    {
        Status,
        Fields,
        Sized,
        Chunked,
        UntilClose,
        End,
    }

    public bool IsComplete => _part == Part.End;

    /// <summary>Whether another request may follow on the connection.</summary>
    public bool KeepsConnection { get; private set; }

    /// <summary>How long the other side keeps an unused connection, if it said so.</summary>
    public TimeSpan? KeepsFor => _framing.KeepsFor;

    public void Begin(bool isToHead)
    {
        (_isToHead, _part, KeepsConnection) = (isToHead, Part.Status, false);
        (_framing, _head, _interim) = (default, 0, 0);
    }

    /// <summary>Hands the complete answer out; nothing of it stays with an idle connection.</summary>
    public AnswerMessage Take()
    {
        var answer = new AnswerMessage(_status.Status, _lines, _chunked?.Bytes ?? _body.AsMemory(0, _filled));
        (_lines, _chunked, _body, _filled) = (new(UsualLines), null, [], 0);
        return answer;
    }

    /// <returns>How many of the bytes are done with; the rest is to be shown again, with more behind it.</returns>
    /// <exception cref="HttpRequestException">It is no answer.</exception>
    public int Read(ReadOnlySpan<byte> bytes)
    {
        var done = 0;
        while (_part is Part.Status or Part.Fields)
        {
            if (!WireLine.TryRead(bytes[done..], out var line, out var length))
            {
                CheckRest(bytes[done..]);
                return done;
            }

            done += length;
            _head += length;
            if (_head > MaxHead)
                throw AnswerError.TooLong();
            ReadLine(line);
        }

        return done + ReadBody(bytes[done..]);
    }

    /// <summary>The other side closed the connection.</summary>
    /// <exception cref="HttpRequestException">Too early.</exception>
    public void Close()
    {
        if (_part != Part.UntilClose)
            throw AnswerError.Ended();
        _part = Part.End;
    }

    private void CheckRest(ReadOnlySpan<byte> rest)
    {
        if (_head + rest.Length > MaxHead)
            throw AnswerError.TooLong();
        if (_part == Part.Status && !StatusLine.IsBegun(rest))
            throw Http2Only.IsFrame(rest) ? AnswerError.Http2Only() : AnswerError.Invalid("The answer's first line is none of HTTP/1.");
    }

    private void ReadLine(ReadOnlySpan<byte> line)
    {
        if (_part == Part.Status)
        {
            _status = Http2Only.IsFrame(line) ? throw AnswerError.Http2Only() : StatusLine.Parse(line);
            _part = Part.Fields;
        }
        else if (line.IsEmpty)
        {
            EndHead();
        }
        else
        {
            ReadField(line);
        }
    }

    /// <summary>A line that goes on in the next one (obs-fold) is refused with the names that are none: no server has sent one in years.</summary>
    private void ReadField(ReadOnlySpan<byte> line)
    {
        var colon = line.IndexOf((byte)':');
        if (colon < 0 || !Characters.IsToken(line[..colon]))
            throw AnswerError.Invalid("A line of the answer has no name.");

        var value = Characters.Trim(line[(colon + 1)..]);
        if (Characters.HasControl(value))
            throw AnswerError.Invalid("A line of the answer has a character that may not be there.");
        var name = FieldNames.Of(line[..colon]);
        _framing.Read(name, value);
        _lines.Add(new HeaderLine(name, _values.Of(name, value)));
    }

    private void EndHead()
    {
        _framing.Check(_status);
        if (_status.Status < 200)
        {
            SkipInterim();
            return;
        }

        KeepsConnection = _framing.KeepsConnection(_status);
        if (_isToHead || _status.Status is 204 or 304)
        {
            _part = Part.End;
        }
        else if (_framing.IsChunked)
        {
            (_chunked, _part) = (new ChunkedBody(), Part.Chunked);
        }
        else if (_framing.Length is { } length)
        {
            if (length > MaxBody)
                throw AnswerError.TooLong();
            (_body, _part) = (new byte[length], length == 0 ? Part.End : Part.Sized);
        }
        else
        {
            (_part, KeepsConnection) = (Part.UntilClose, false);
        }
    }

    private void SkipInterim()
    {
        if (_status.Status == 101 || _framing.IsDelimited || ++_interim > MaxInterim)
            throw AnswerError.Invalid("The track domain wants to switch protocols, or does not come to its answer.");
        _lines.Clear();
        (_framing, _part) = (default, Part.Status);
    }

    private int ReadBody(ReadOnlySpan<byte> bytes)
    {
        switch (_part)
        {
            case Part.Sized:
                var count = Math.Min(bytes.Length, _body.Length - _filled);
                Add(bytes[..count]);
                if (_filled == _body.Length)
                    _part = Part.End;
                return count;
            case Part.Chunked:
                var done = _chunked!.Read(bytes);
                if (_chunked.IsComplete)
                    _part = Part.End;
                return done;
            case Part.UntilClose:
                if (_filled + bytes.Length > MaxBody)
                    throw AnswerError.TooLong();
                if (_filled + bytes.Length > _body.Length)
                    Array.Resize(ref _body, Math.Max(_body.Length * 2, _filled + bytes.Length));
                Add(bytes);
                return bytes.Length;
            default:
                return 0;
        }
    }

    private void Add(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_body.AsSpan(_filled));
        _filled += bytes.Length;
    }
}
