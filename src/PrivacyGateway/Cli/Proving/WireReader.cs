using System.Globalization;
using System.IO;

namespace PrivacyGateway.Cli.Proving;

/// <summary>Reads successive messages from a connection, byte for byte.</summary>
internal sealed class WireReader(Stream stream)
{
    private readonly byte[] _block = new byte[16 * 1024];
    private int _at;
    private int _end;

    /// <summary>Null if the peer closed the connection between two messages.</summary>
    public async Task<WireMessage?> ReadAsync(CancellationToken stop)
    {
        var head = new MemoryStream();
        while (!EndsWithEmptyLine(head))
        {
            if (await NextAsync(stop) is not { } next)
                return head.Length == 0 ? null : throw new IOException("The connection was closed within the head of a message.");
            head.WriteByte(next);
        }

        var text = WireMessage.Encoding.GetString(head.GetBuffer(), 0, (int)head.Length - 2);
        var message = new WireMessage(text, "");
        if (message.Header("Transfer-Encoding") is { } coding && coding.Contains("chunked", StringComparison.OrdinalIgnoreCase))
            return message with { Body = await ChunksAsync(stop) };
        return message.Header("Content-Length") is { } length
            ? message with { Body = await TextAsync(int.Parse(length, NumberStyles.None, CultureInfo.InvariantCulture), stop) }
            : message;
    }

    private async Task<string> ChunksAsync(CancellationToken stop)
    {
        var body = "";
        while (true)
        {
            var size = int.Parse((await LineAsync(stop)).Split(';')[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            body += await TextAsync(size, stop);
            await LineAsync(stop);
            if (size == 0)
                return body;
        }
    }

    private async Task<string> LineAsync(CancellationToken stop)
    {
        var line = new MemoryStream();
        while (await RequiredAsync(stop) is var next && next != (byte)'\n')
            line.WriteByte(next);
        return WireMessage.Encoding.GetString(line.ToArray()).TrimEnd('\r');
    }

    private async Task<string> TextAsync(int length, CancellationToken stop)
    {
        var bytes = new byte[length];
        for (var i = 0; i < length; i++)
            bytes[i] = await RequiredAsync(stop);
        return WireMessage.Encoding.GetString(bytes);
    }

    private async ValueTask<byte> RequiredAsync(CancellationToken stop) =>
        await NextAsync(stop) ?? throw new IOException("The connection was closed within a message.");

    private async ValueTask<byte?> NextAsync(CancellationToken stop)
    {
        if (_at == _end)
        {
            (_at, _end) = (0, await stream.ReadAsync(_block, stop));
            if (_end == 0)
                return null;
        }

        return _block[_at++];
    }

    private static bool EndsWithEmptyLine(MemoryStream head) =>
        head.Length >= 4 && head.GetBuffer().AsSpan(0, (int)head.Length).EndsWith("\r\n\r\n"u8);
}
