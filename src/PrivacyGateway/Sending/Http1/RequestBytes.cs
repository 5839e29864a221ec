using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using System.Net.Http;
using System.Text;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Sending.Http1;

/// <summary>
/// A rewritten hit as it goes on the wire, written once and sent by every attempt. What could be read as more than one request is refused before
/// a connection is touched.
/// </summary>
internal sealed class RequestBytes : IDisposable
{
    /// <summary>A body up to here is copied behind the head, so that both leave with one write.</summary>
    private const int MaxCopied = 64 * 1024;

    private const int MaxDigits = 20;

    /// <summary>They belong to the connection; a second one of them would be another way to read the message.</summary>
    private static readonly FrozenSet<string> OfTheConnection =
        new[] { "Host", "Content-Length", "Transfer-Encoding", "Connection", "Upgrade", "Expect", "TE", "Trailer" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private readonly byte[] _buffer;
    private int _length;

    /// <exception cref="HttpRequestException">It is nothing that one request can say.</exception>
    public RequestBytes(RewrittenHit hit, WireAddress to)
    {
        (Hit, To) = (hit, to);
        IsHead = hit.Method == "HEAD";
        var body = hit.Body.GetValueOrDefault();
        var isCopied = body.Length <= MaxCopied;
        Rest = isCopied ? default : body;
        _buffer = ArrayPool<byte>.Shared.Rent(HeadLength(hit, to) + (isCopied ? body.Length : 0));
        try
        {
            WriteHead(hit, body.Length);
            if (isCopied)
                Write(body.Span);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public RewrittenHit Hit { get; }

    public WireAddress To { get; }

    public bool IsHead { get; }

    /// <summary>The head, and the body if it is not long.</summary>
    public ReadOnlyMemory<byte> First => _buffer.AsMemory(0, _length);

    /// <summary>A long body.</summary>
    public ReadOnlyMemory<byte> Rest { get; }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    private static int HeadLength(RewrittenHit hit, WireAddress to)
    {
        var length = hit.Method.Length + to.Prefix.Length + hit.Target.Length + "  HTTP/1.1\r\n".Length + to.HostLine.Length + "Content-Length: \r\n\r\n".Length + MaxDigits;
        for (var i = 0; i < hit.Headers.Count; i++)
            length += hit.Headers[i].Name.Length + ": \r\n".Length + hit.Headers[i].Value.Length;
        return length;
    }

    private void WriteHead(RewrittenHit hit, int bodyLength)
    {
        Refuse(!Characters.IsToken(hit.Method));
        Write(hit.Method);
        Write(" "u8);
        Write(To.Prefix);
        WriteTarget(hit);
        Write(" HTTP/1.1\r\n"u8);
        Write(To.HostLine);
        for (var i = 0; i < hit.Headers.Count; i++)
        {
            // What describes a body that is not there describes something else.
            if (hit.Body is not null || !WireMessage.DescribesBody(hit.Headers[i]))
                WriteLine(hit.Headers[i]);
        }

        // A method that usually has a body says so when there is none. (RFC 9110, section 8.6.)
        if (hit.Body is not null || hit.Method is not ("GET" or "HEAD" or "OPTIONS" or "DELETE"))
        {
            Write("Content-Length: "u8);
            bodyLength.TryFormat(_buffer.AsSpan(_length), out var digits, provider: CultureInfo.InvariantCulture);
            _length += digits;
            Write("\r\n"u8);
        }

        Write("\r\n"u8);
    }

    private void WriteTarget(RewrittenHit hit)
    {
        var start = _length;
        Write(hit.Target.Span);
        var target = _buffer.AsSpan(start, _length - start);
        Refuse(!target.StartsWith((byte)'/') || Characters.HasControlOrBlank(target));
    }

    private void WriteLine(HeaderLine line)
    {
        Refuse(!Characters.IsToken(line.Name) || OfTheConnection.Contains(line.Name) || Characters.EndsLine(line.Value));
        Write(line.Name);
        Write(": "u8);
        Write(line.Value);
        Write("\r\n"u8);
    }

    private void Write(string text)
    {
        Refuse(!Characters.IsLatin1(text));
        _length += Encoding.Latin1.GetBytes(text, _buffer.AsSpan(_length));
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_buffer.AsSpan(_length));
        _length += bytes.Length;
    }

    private static void Refuse(bool isUnwritable)
    {
        if (isUnwritable)
            throw new HttpRequestException("What was rewritten is no HTTP request.");
    }
}
