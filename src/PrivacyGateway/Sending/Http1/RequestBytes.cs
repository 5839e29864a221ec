using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using System.IO;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Sending.Http1;

/// <summary>
/// The bytes of a rewritten hit on the wire. A hit that could be read as more than
/// one request is refused before a connection is used. The caller must dispose of it.
/// </summary>
internal sealed class RequestBytes : IDisposable
{
    /// <summary>Bodies up to this size are copied after the head, so that one write sends both.</summary>
    private const int MaxCopied = 64 * 1024;

    private const int MaxDigits = 20;

    /// <summary>Headers that belong to the connection. A second one of them would make the message ambiguous (request smuggling).</summary>
    private static readonly FrozenSet<string> ConnectionHeaders =
        new[] { "Host", "Content-Length", "Transfer-Encoding", "Connection", "Upgrade", "Expect", "TE", "Trailer" }.ToFrozenSet(
            StringComparer.OrdinalIgnoreCase);

    private readonly byte[] _buffer;
    private int _length;

    /// <exception cref="UnwritableRequestException">The hit cannot be written as one request.</exception>
    public RequestBytes(RewrittenHit hit, UpstreamEndpoint to)
    {
        IsHead = hit.Method == "HEAD";
        var body = hit.Body.GetValueOrDefault();
        var isCopied = body.Length <= MaxCopied;
        Rest = isCopied ? default : body;
        _buffer = ArrayPool<byte>.Shared.Rent(GetHeadLength(hit, to) + (isCopied ? body.Length : 0));
        try
        {
            WriteHead(hit, to, body.Length);
            if (isCopied)
                Write(body.Span);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public bool IsHead { get; }

    /// <summary>The head, and the body if it is short.</summary>
    public ReadOnlyMemory<byte> First => _buffer.AsMemory(0, _length);

    /// <summary>A long body; otherwise empty.</summary>
    public ReadOnlyMemory<byte> Rest { get; }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    /// <summary>Whether the exception of a read or write means that the connection has ended.</summary>
    public static bool IsConnectionFailure(Exception exception) =>
        exception is IOException or SocketException or ObjectDisposedException or AuthenticationException;

    /// <returns>False if the connection failed. The peer may have sent a response before, so the caller must still read it.</returns>
    public ValueTask<bool> TryWriteToAsync(Stream stream)
    {
        if (!Rest.IsEmpty)
            return TryCompleteAsync(WriteAllAsync(stream));
        try
        {
            var writing = stream.WriteAsync(First, CancellationToken.None);
            if (!writing.IsCompletedSuccessfully)
                return TryCompleteAsync(writing);
            writing.GetAwaiter().GetResult();
            return new ValueTask<bool>(true);
        }
        catch (Exception exception) when (IsConnectionFailure(exception))
        {
            return new ValueTask<bool>(false);
        }
    }

    private static async ValueTask<bool> TryCompleteAsync(ValueTask writing)
    {
        try
        {
            await writing;
            return true;
        }
        catch (Exception exception) when (IsConnectionFailure(exception))
        {
            return false;
        }
    }

    private async ValueTask WriteAllAsync(Stream stream)
    {
        await stream.WriteAsync(First, CancellationToken.None);
        await stream.WriteAsync(Rest, CancellationToken.None);
    }

    private static int GetHeadLength(RewrittenHit hit, UpstreamEndpoint to)
    {
        var length = hit.Method.Length + to.Prefix.Length + hit.Target.Length + "  HTTP/1.1\r\n".Length + to.HostLine.Length
            + "Content-Length: \r\n\r\n".Length + MaxDigits;
        for (var i = 0; i < hit.Headers.Count; i++)
            length += hit.Headers[i].Name.Length + ": \r\n".Length + hit.Headers[i].Value.Length;
        return length;
    }

    private void WriteHead(RewrittenHit hit, UpstreamEndpoint to, int bodyLength)
    {
        ThrowIf(!HttpToken.IsValid(hit.Method));
        Write(hit.Method);
        Write(" "u8);
        Write(to.Prefix);
        WriteTarget(hit);
        Write(" HTTP/1.1\r\n"u8);
        Write(to.HostLine);
        for (var i = 0; i < hit.Headers.Count; i++)
        {
            // Without a body, headers that describe one would be misleading.
            if (hit.Body is not null || !WireMessage.DescribesBody(hit.Headers[i]))
                WriteLine(hit.Headers[i]);
        }

        // A method that usually has a body states an empty one. (RFC 9110, section 8.6.)
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
        ThrowIf(!target.StartsWith((byte)'/') || Characters.HasControlOrSpace(target));
    }

    private void WriteLine(HeaderLine line)
    {
        ThrowIf(!HttpToken.IsValid(line.Name) || ConnectionHeaders.Contains(line.Name) || Characters.EndsLine(line.Value));
        Write(line.Name);
        Write(": "u8);
        Write(line.Value);
        Write("\r\n"u8);
    }

    private void Write(string text)
    {
        ThrowIf(!Characters.IsLatin1(text));
        _length += Encoding.Latin1.GetBytes(text, _buffer.AsSpan(_length));
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_buffer.AsSpan(_length));
        _length += bytes.Length;
    }

    private static void ThrowIf(bool isUnwritable)
    {
        if (isUnwritable)
            throw new UnwritableRequestException();
    }
}
