using PrivacyGateway.Rewriting;

namespace PrivacyGateway.Tests.Rewriting;

public sealed class ByteBufferTests
{
    [Fact]
    public void Buffer_preserves_its_bytes_when_it_grows()
    {
        var buffer = new ByteBuffer(0);
        var expected = new byte[1000];
        Array.Fill(expected, (byte)'a');

        for (var i = 0; i < 500; i++)
            buffer.Append((byte)'a');
        buffer.Append(expected.AsSpan(0, 500));

        Assert.Equal(expected, buffer.Span.ToArray());
        Assert.Equal(expected, buffer.Memory.ToArray());
    }

    [Fact]
    public void Truncated_buffer_appends_at_its_new_end()
    {
        var buffer = new ByteBuffer(4);

        buffer.Append("abcdef"u8);
        buffer.Truncate(2);
        buffer.Append("x"u8);

        Assert.Equal("abx"u8.ToArray(), buffer.Span.ToArray());
    }
}
