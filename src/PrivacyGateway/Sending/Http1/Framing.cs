using System.Buffers.Text;
using System.Text;

namespace PrivacyGateway.Sending.Http1;

/// <summary>Determines from a response's headers where it ends and whether the connection persists. (RFC 9112, section 6.3.)</summary>
internal struct Framing
{
    private bool _isClosing;

    /// <summary>Null without a <c>Content-Length</c>.</summary>
    public long? ContentLength { get; private set; }

    public bool IsChunked { get; private set; }

    /// <summary>The upstream's idle timeout from <c>Keep-Alive</c>; null if not stated.</summary>
    public TimeSpan? KeepAliveTimeout { get; private set; }

    /// <summary>Whether the body's end is known. Otherwise the body ends when the connection closes.</summary>
    public readonly bool IsDelimited => IsChunked || ContentLength is not null;

    /// <summary>Whether another request may follow on the connection.</summary>
    public readonly bool KeepsConnection(StatusLine status) => !_isClosing && !status.IsHttp10;

    /// <param name="name">A name interned by <see cref="FieldNames"/>; compared by reference.</param>
    /// <param name="value">The trimmed value.</param>
    /// <exception cref="System.Net.Http.HttpRequestException">The framing is contradictory or unsupported.</exception>
    public void Read(string name, ReadOnlySpan<byte> value)
    {
        if (ReferenceEquals(name, FieldNames.ContentLength))
            ReadLength(value);
        else if (ReferenceEquals(name, FieldNames.TransferEncoding))
            ReadCoding(value);
        else if (ReferenceEquals(name, FieldNames.Connection))
            _isClosing |= HasToken(value, "close"u8);
        else if (ReferenceEquals(name, FieldNames.KeepAlive))
            ReadKeepAlive(value);
    }

    public readonly void Check(StatusLine status)
    {
        if (IsChunked && (ContentLength is not null || status.IsHttp10))
            throw ResponseError.Invalid("The length of the response is ambiguous.");
    }

    private void ReadLength(ReadOnlySpan<byte> value)
    {
        // Two equal lengths are refused too: such a response may consist of two.
        if (ContentLength is not null || value.IsEmpty || value.ContainsAnyExceptInRange((byte)'0', (byte)'9')
            || !Utf8Parser.TryParse(value, out long length, out var read) || read != value.Length)
            throw ResponseError.Invalid("The length of the response is ambiguous.");
        ContentLength = length;
    }

    private void ReadCoding(ReadOnlySpan<byte> value)
    {
        if (IsChunked || !Ascii.EqualsIgnoreCase(value, "chunked"u8))
            throw ResponseError.Invalid("The response has an unsupported transfer coding.");
        IsChunked = true;
    }

    private void ReadKeepAlive(ReadOnlySpan<byte> value)
    {
        var key = "timeout="u8;
        foreach (var range in value.Split((byte)','))
        {
            var part = Characters.Trim(value[range]);
            if (part.Length > key.Length && Ascii.EqualsIgnoreCase(part[..key.Length], key)
                && Utf8Parser.TryParse(part[key.Length..], out ushort seconds, out _))
                KeepAliveTimeout = TimeSpan.FromSeconds(seconds);
        }
    }

    private static bool HasToken(ReadOnlySpan<byte> value, ReadOnlySpan<byte> token)
    {
        foreach (var range in value.Split((byte)','))
        {
            if (Ascii.EqualsIgnoreCase(Characters.Trim(value[range]), token))
                return true;
        }

        return false;
    }
}
