using System.Text;

namespace PrivacyGateway.Fuzz.Generating;

/// <summary>An input under construction.</summary>
internal sealed class Draft
{
    private byte[] _bytes = new byte[1024];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Span => _bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public Draft Add(byte value)
    {
        Room(1)[0] = value;
        Length++;
        return this;
    }

    public Draft Add(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        Length += bytes.Length;
        return this;
    }

    public Draft Add(string text)
    {
        Length += Encoding.UTF8.GetBytes(text, Room(text.Length * 3));
        return this;
    }

    public Draft AddHex(byte value)
    {
        ReadOnlySpan<byte> digits = "0123456789ABCDEF"u8;
        return Add((byte)'%').Add(digits[value >> 4]).Add(digits[value & 15]);
    }

    public void Set(int index, byte value) => _bytes[index] = value;

    public void Remove(int start, int count)
    {
        _bytes.AsSpan(start + count, Length - start - count).CopyTo(_bytes.AsSpan(start));
        Length -= count;
    }

    public void Insert(int at, ReadOnlySpan<byte> bytes)
    {
        // The bytes may be part of this draft.
        var copy = bytes.ToArray();
        Room(copy.Length);
        _bytes.AsSpan(at, Length - at).CopyTo(_bytes.AsSpan(at + copy.Length));
        copy.CopyTo(_bytes.AsSpan(at));
        Length += copy.Length;
    }

    private Span<byte> Room(int count)
    {
        if (Length + count > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + count));
        return _bytes.AsSpan(Length);
    }
}
