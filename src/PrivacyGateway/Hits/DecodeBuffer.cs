using System.Buffers;

namespace PrivacyGateway.Hits;

/// <summary>
/// A pooled buffer for decoding one part of a request. The caller must dispose of it and must not use the decoded text afterwards.
/// </summary>
internal readonly ref struct DecodeBuffer(int length) : IDisposable
{
    private readonly byte[] _bytes = ArrayPool<byte>.Shared.Rent(Math.Max(length, 1));

    public Span<byte> Bytes => _bytes;

    /// <summary>Percent-decodes until nothing changes. The result points into this buffer.</summary>
    public DecodedText Decode(ReadOnlySpan<byte> raw) => DecodedText.Decode(raw, _bytes);

    public void Dispose() => ArrayPool<byte>.Shared.Return(_bytes);
}
