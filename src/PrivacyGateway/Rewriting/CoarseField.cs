using System.Buffers.Text;
using System.Text;

namespace PrivacyGateway.Rewriting;

/// <summary>
/// Coarsens the fields of <c>p</c> that help to tell devices apart: screens
/// to the nearest common size, time to the second. (Protocol §1.3.)
/// </summary>
internal static class CoarseField
{
    private const int TimeDigits = 13;

    private static readonly (int Width, int Height, byte[] Text)[] Classes =
    [
        .. new[] { (360, 640), (390, 844), (768, 1024), (1280, 720), (1366, 768), (1920, 1080), (2560, 1440), (3840, 2160) }
            .Select(size => (size.Item1, size.Item2, Encoding.ASCII.GetBytes($"{size.Item1}x{size.Item2}"))),
    ];

    /// <summary>Whether a decoded field is a size or a time.</summary>
    public static bool IsSizeOrTime(ReadOnlySpan<byte> field) => IsTime(field) || TryParseSize(field, out _, out _);

    /// <summary>Writes the coarsened form of a decoded size or time. Returns false and writes nothing for any other field.</summary>
    public static bool TryWrite(ReadOnlySpan<byte> field, ByteBuffer output)
    {
        if (IsTime(field))
        {
            output.Append(field[..(TimeDigits - 3)]);
            output.Append("000"u8);
            return true;
        }

        if (!TryParseSize(field, out var width, out var height))
            return false;
        output.Append(FindNearest(width, height));
        return true;
    }

    private static bool IsTime(ReadOnlySpan<byte> field) =>
        field.Length == TimeDigits && !field.ContainsAnyExceptInRange((byte)'0', (byte)'9');

    /// <summary>Among equally near sizes the first one wins.</summary>
    private static byte[] FindNearest(long width, long height)
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

    private static bool TryParseSize(ReadOnlySpan<byte> field, out int width, out int height)
    {
        height = 0;
        return Utf8Parser.TryParse(field, out width, out var read)
            && read < field.Length && field[read] == 'x'
            && Utf8Parser.TryParse(field[(read + 1)..], out height, out var more)
            && read + 1 + more == field.Length;
    }
}
