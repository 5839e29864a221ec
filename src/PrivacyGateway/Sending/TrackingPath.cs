using System.Buffers;

namespace PrivacyGateway.Sending;

/// <summary>Checks the form of a hit's path: track ids of 15 digits, then a short resource.</summary>
internal static class TrackingPath
{
    private const int TrackIdLength = 15;
    private const int MaxResourceLength = 16;

    private static readonly SearchValues<byte> Resource = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_-."u8);

    /// <param name="target">The request target, with or without query.</param>
    public static bool IsMatch(ReadOnlySpan<byte> target)
    {
        var path = target.IndexOf((byte)'?') is >= 0 and var mark ? target[..mark] : target;
        var slash = path.LastIndexOf((byte)'/');
        if (slash < 1 || path[0] != '/')
            return false;

        var resource = path[(slash + 1)..];
        if (resource.IsEmpty || resource.Length > MaxResourceLength || resource.ContainsAnyExcept(Resource))
            return false;

        var ids = path[1..slash];
        foreach (var range in ids.Split((byte)','))
        {
            if (ids[range].Length != TrackIdLength || ids[range].ContainsAnyExceptInRange((byte)'0', (byte)'9'))
                return false;
        }

        return true;
    }
}
