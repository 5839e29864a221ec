namespace PrivacyGateway.Tests.Spooling.Damage;

/// <summary>The same destruction for the same seed.</summary>
internal sealed class Noise(int seed)
{
    private ulong _state = ((ulong)seed * 0x9E3779B97F4A7C15) + 0xD1B54A32D192ED03;

    /// <summary>From 0 to below <paramref name="end"/>.</summary>
    public int Below(int end)
    {
        _state ^= _state << 13;
        _state ^= _state >> 7;
        _state ^= _state << 17;
        return (int)((_state >> 11) % (ulong)end);
    }

    /// <summary>Overwrites up to twenty places, each of up to 300 bytes.</summary>
    public void Spoil(string path)
    {
        var bytes = File.ReadAllBytes(path);
        if (bytes.Length == 0)
            return;
        for (var bursts = 1 + Below(20); bursts > 0; bursts--)
        {
            var start = Below(bytes.Length);
            for (var at = Math.Min(bytes.Length - start, 1 + Below(300)); at > 0; at--)
                bytes[start + at - 1] = (byte)Below(256);
        }

        File.WriteAllBytes(path, bytes);
    }

    /// <summary>Truncates it anywhere, even to zero bytes.</summary>
    public void Truncate(string path)
    {
        using var file = File.OpenWrite(path);
        file.SetLength(Below((int)file.Length));
    }
}
