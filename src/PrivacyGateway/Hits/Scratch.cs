using System.Buffers;

namespace PrivacyGateway.Hits;

/// <summary>Borrowed room for decoding one piece of a request.</summary>
internal readonly ref struct Scratch(int length) : IDisposable
{
    private readonly byte[] _bytes = ArrayPool<byte>.Shared.Rent(Math.Max(length, 1));

    public Span<byte> Bytes => _bytes;

    /// <summary>Decodes to a fixed point; the result is valid until this is disposed of.</summary>
    public DecodedText Decode(ReadOnlySpan<byte> raw) => DecodedText.Of(raw, _bytes);

    public void Dispose() => ArrayPool<byte>.Shared.Return(_bytes);
}
