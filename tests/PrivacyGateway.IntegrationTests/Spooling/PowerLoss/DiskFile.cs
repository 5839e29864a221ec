namespace PrivacyGateway.IntegrationTests.Spooling.PowerLoss;

/// <summary>One file's bytes: the durable ones, and the writes since.</summary>
internal sealed class DiskFile
{
    private const int Sector = 512;

    private readonly List<(long Offset, byte[] Data, bool IsLength)> _pending = [];
    private byte[] _durable = [];
    private long _length;

    public void Write(long offset, byte[] data) => _pending.Add((offset, data, false));

    public void Truncate(long length) => _pending.Add((length, [], true));

    public void Sync()
    {
        foreach (var (offset, data, isLength) in _pending)
            Apply(ref _durable, ref _length, offset, data, isLength);
        _pending.Clear();
    }

    /// <summary>The bytes after a power failure.</summary>
    public byte[] Crash(CrashMode mode, Chance chance)
    {
        var (bytes, length) = (_durable.ToArray(), _length);
        var most = mode == CrashMode.Prefix ? chance.Next(_pending.Count + 1) : _pending.Count;
        for (var i = 0; i < most && mode != CrashMode.Nothing; i++)
        {
            var (offset, data, isLength) = _pending[i];
            if (mode == CrashMode.LengthOnly)
                Apply(ref bytes, ref length, Math.Max(length, isLength ? 0 : offset + data.Length), [], isLength: true);
            else if (mode == CrashMode.Torn && !isLength)
                Tear(ref bytes, ref length, offset, data, chance);
            else if (mode is not (CrashMode.Some or CrashMode.Torn) || chance.Next(2) == 0)
                Apply(ref bytes, ref length, offset, data, isLength);
        }

        return bytes[..(int)length];
    }

    private static void Tear(ref byte[] bytes, ref long length, long offset, byte[] data, Chance chance)
    {
        for (long at = offset, end; at < offset + data.Length; at = end)
        {
            end = Math.Min(((at / Sector) + 1) * Sector, offset + data.Length);
            if (chance.Next(2) == 0)
                Apply(ref bytes, ref length, at, data[(int)(at - offset)..(int)(end - offset)], isLength: false);
        }
    }

    private static void Apply(ref byte[] bytes, ref long length, long offset, byte[] data, bool isLength)
    {
        var end = offset + data.Length;
        if (end > bytes.Length)
            Array.Resize(ref bytes, (int)Math.Max(end, bytes.Length * 2L));
        if (isLength && end < length)
            bytes.AsSpan((int)end, (int)(length - end)).Clear();
        data.CopyTo(bytes.AsSpan((int)offset));
        length = isLength ? end : Math.Max(length, end);
    }
}
