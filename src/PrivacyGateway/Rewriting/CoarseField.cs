using System.Buffers.Text;
using System.Text;

namespace PrivacyGateway.Rewriting;

/// <summary>The fields of <c>p</c> that narrow a device down, in common classes: screens to the nearest usual size, time to the second. (Protocol §1.3.)</summary>
internal static class CoarseField
{
    private const int TimeDigits = 13;

    private static readonly (int Width, int Height, byte[] Text)[] Classes =
    [
        .. new[] { (360, 640), (390, 844), (768, 1024), (1280, 720), (1366, 768), (1920, 1080), (2560, 1440), (3840, 2160) }
            .Select(size => (size.Item1, size.Item2, Encoding.ASCII.GetBytes($"{size.Item1}x{size.Item2}"))),
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
            output.Truncate(start);
            output.Append(Nearest(width, height));
        }
    }

    /// <summary>Of equals the first.</summary>
    private static byte[] Nearest(long width, long height)
    {
        var (best, nearest) = (long.MaxValue, Classes[0].Text);
        foreach (var size in Classes)
        {
            var distance = Math.Abs(size.Width - width) + Math.Abs(size.Height - height);
            if (distance < best)
                (best, nearest) = (distance, size.Text);
        }

        return nearest;
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
