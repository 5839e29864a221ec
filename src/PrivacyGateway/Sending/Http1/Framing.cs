using System.Buffers.Text;
using System.Text;

namespace PrivacyGateway.Sending.Http1;

/// <summary>What an answer's lines say about where it ends, and about the connection behind it. (RFC 9112, section 6.3.)</summary>
internal struct Framing
{
    private bool _isClosing;

    /// <summary>Null if no line says it.</summary>
    public long? Length { get; private set; }

    public bool IsChunked { get; private set; }

    /// <summary>How long the other side keeps an unused connection, if it said so.</summary>
    public TimeSpan? KeepsFor { get; private set; }

    /// <summary>A body of which nobody knows where it ends lasts until the connection does.</summary>
    public readonly bool IsDelimited => IsChunked || Length is not null;

    /// <summary>Whether another request may follow.</summary>
    public readonly bool KeepsConnection(StatusLine status) => !_isClosing && !status.IsHttp10;

    /// <param name="name">As <see cref="FieldNames"/> has it.</param>
    /// <param name="value">Without blanks around.</param>
    /// <exception cref="System.Net.Http.HttpRequestException">It contradicts itself, or says what is not understood.</exception>
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
        if (IsChunked && (Length is not null || status.IsHttp10))
            throw AnswerError.Invalid("The answer does not know how long it is.");
    }

    private void ReadLength(ReadOnlySpan<byte> value)
    {
        // Even two equal ones: whoever answers so was put together from two answers.
        if (Length is not null || value.IsEmpty || value.ContainsAnyExceptInRange((byte)'0', (byte)'9') || !Utf8Parser.TryParse(value, out long length, out var read) || read != value.Length)
            throw AnswerError.Invalid("The answer does not know how long it is.");
        Length = length;
    }

    private void ReadCoding(ReadOnlySpan<byte> value)
    {
        if (IsChunked || !Ascii.EqualsIgnoreCase(value, "chunked"u8))
            throw AnswerError.Invalid("The answer has a transfer coding that was not asked for.");
        IsChunked = true;
    }

    private void ReadKeepAlive(ReadOnlySpan<byte> value)
    {
        var key = "timeout="u8;
        foreach (var range in value.Split((byte)','))
        {
            var part = Characters.Trim(value[range]);
            if (part.Length > key.Length && Ascii.EqualsIgnoreCase(part[..key.Length], key) && Utf8Parser.TryParse(part[key.Length..], out ushort seconds, out _))
                KeepsFor = TimeSpan.FromSeconds(seconds);
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
