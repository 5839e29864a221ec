using System.Diagnostics;
using System.Net.Http;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Sending.Http1;

/// <summary>
/// Parses the responses of one connection, one after another, from arbitrary fragments. It is strict, because the safety of each exchange
/// depends on where the previous response ended, and bounded, because a response is buffered completely.
/// </summary>
internal sealed class ResponseReader
{
    /// <summary>
    /// The maximum size of status line and headers, including those of interim responses. The same as in <see cref="SocketsHttpHandler"/>.
    /// </summary>
    public const int MaxHead = 64 * 1024;

    /// <summary>The maximum size of the body of a response to a hit; a pixel has 43 bytes.</summary>
    public const int MaxBody = 1024 * 1024;

    private const int MaxInterim = 8;
    private const int InitialHeaders = 10;

    private readonly RepeatedValues _values = new();
    private List<HeaderLine> _headers = new(InitialHeaders);
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

    /// <summary>The upstream's idle timeout; null if not stated.</summary>
    public TimeSpan? KeepAliveTimeout => _framing.KeepAliveTimeout;

    /// <summary>Begins the next response. The caller must have taken the previous one.</summary>
    public void Begin(bool isToHead)
    {
        (_isToHead, _part, KeepsConnection) = (isToHead, Part.Status, false);
        (_framing, _head, _interim) = (default, 0, 0);
    }

    /// <summary>
    /// Returns the complete response and clears the state, so that an idle connection
    /// holds no visitor data. The caller must check <see cref="IsComplete"/> before.
    /// </summary>
    public UpstreamResponse Take()
    {
        Debug.Assert(IsComplete, "The response is not complete.");
        var response = new UpstreamResponse(_status.Status, _headers, _chunked?.Bytes ?? _body.AsMemory(0, _filled));
        (_headers, _chunked, _body, _filled) = (new(InitialHeaders), null, [], 0);
        return response;
    }

    /// <returns>The number of bytes consumed. The caller must pass the remaining bytes again, followed by more.</returns>
    /// <exception cref="HttpRequestException">The response is invalid.</exception>
    public int Read(ReadOnlySpan<byte> bytes)
    {
        var done = 0;
        while (_part is Part.Status or Part.Fields)
        {
            if (!WireLine.TryRead(bytes[done..], out var line, out var length))
            {
                CheckUnterminatedLine(bytes[done..]);
                return done;
            }

            done += length;
            _head += length;
            if (_head > MaxHead)
                throw ResponseError.TooLong();
            ReadLine(line);
        }

        return done + ReadBody(bytes[done..]);
    }

    /// <summary>Tells the reader that the peer closed the connection.</summary>
    /// <exception cref="HttpRequestException">The response is incomplete.</exception>
    public void Close()
    {
        if (_part != Part.UntilClose)
            throw ResponseError.Ended();
        _part = Part.End;
    }

    private void CheckUnterminatedLine(ReadOnlySpan<byte> rest)
    {
        if (_head + rest.Length > MaxHead)
            throw ResponseError.TooLong();
        if (_part == Part.Status && !StatusLine.MayBeStatusLine(rest))
            throw Http2Only.IsFrame(rest)
                ? ResponseError.Http2Only() : ResponseError.Invalid("The response does not begin with an HTTP/1 status line.");
    }

    private void ReadLine(ReadOnlySpan<byte> line)
    {
        if (_part == Part.Status)
        {
            _status = Http2Only.IsFrame(line) ? throw ResponseError.Http2Only() : StatusLine.Parse(line);
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

    /// <summary>Line folding (obs-fold) is refused as an invalid name; servers no longer send it.</summary>
    private void ReadField(ReadOnlySpan<byte> line)
    {
        var colon = line.IndexOf((byte)':');
        if (colon < 0 || !HttpToken.IsValid(line[..colon]))
            throw ResponseError.Invalid("A header of the response has an invalid name.");

        var value = Characters.Trim(line[(colon + 1)..]);
        if (Characters.HasControl(value))
            throw ResponseError.Invalid("A header of the response contains an invalid character.");
        var name = FieldNames.Intern(line[..colon]);
        _framing.Read(name, value);
        _headers.Add(new HeaderLine(name, _values.Intern(name, value)));
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
            // Some servers send a body here. The next hit would read it as the start of its response, so the connection is not reused.
            (_part, KeepsConnection) = (Part.End, false);
        }
        else if (_framing.IsChunked)
        {
            (_chunked, _part) = (new ChunkedBody(), Part.Chunked);
        }
        else if (_framing.ContentLength is { } length)
        {
            if (length > MaxBody)
                throw ResponseError.TooLong();
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
            throw ResponseError.Invalid("The track domain switches protocols, or sends too many interim responses.");
        _headers.Clear();
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
                    throw ResponseError.TooLong();
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
