using System.Buffers.Text;
using System.Text;

namespace PrivacyGateway.Rewriting;

/// <summary>The fields of <c>p</c> that narrow a device down, in common classes: screens to the nearest usual size, time to the second. (Protocol §1.3.)</summary>
internal static class CoarseField
{
    private const int TimeDigits = 13;

    private static readonly (int Width, int Height)[] Classes =
    [
        (360, 640), (390, 844), (768, 1024), (1280, 720), (1366, 768), (1920, 1080), (2560, 1440), (3840, 2160),
    ];

    /// <summary>Two numbers of ten digits and what stands between them.</summary>
    private const int Longest = 21;

    /// <summary>Writes the output's last field coarser if it is a size or a time.</summary>
    /// <param name="output">Ends with the field.</param>
    /// <param name="start">Where the field begins.</param>
    public static void Coarsen(ByteBuffer output, int start)
    {
        Span<byte> buffer = stackalloc byte[Longest];
        var length = output.Length - start;
        if (length > buffer.Length)
            return;

        output.Span[start..].CopyTo(buffer);
        var field = buffer[..length];
        if (length == TimeDigits && !field.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            output.Truncate(start + TimeDigits - 3);
            output.Append("000"u8);
        }
        else if (TrySize(field, out var width, out var height))
        {
            var (nearWidth, nearHeight) = Classes.MinBy(size => Math.Abs((long)size.Width - width) + Math.Abs((long)size.Height - height));
            output.Truncate(start);
            output.Append(Encoding.ASCII.GetBytes($"{nearWidth}x{nearHeight}"));
        }
    }

    private static bool TrySize(ReadOnlySpan<byte> field, out int width, out int height)
    {
        height = 0;
        return Utf8Parser.TryParse(field, out width, out var read)
            && read < field.Length && field[read] == 'x'
            && Utf8Parser.TryParse(field[(read + 1)..], out height, out var more)
            && read + 1 + more == field.Length;
    }
}
