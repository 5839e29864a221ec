using System.Runtime.InteropServices;
using Polly.Timeout;

namespace PrivacyGateway.Sending.Http1;

/// <summary>The deadline of an attempt.</summary>
/// <param name="Timeout">The timeout, counted from the attempt's start.</param>
/// <param name="At">The timestamp at which the attempt times out, by the pool's clock.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Deadline(TimeSpan Timeout, long At)
{
    /// <param name="time">The pool's clock.</param>
    /// <param name="timeout">The timeout, counted from now.</param>
    public Deadline(TimeProvider time, TimeSpan timeout)
        : this(timeout, time.GetTimestamp() + (long)(timeout.TotalSeconds * time.TimestampFrequency))
    {
    }

    public TimeoutRejectedException Expired() => new("No response in time.", Timeout);

    /// <summary>
    /// Creates a source that is cancelled at the deadline, for operations with several steps. The caller must dispose of it.
    /// </summary>
    public CancellationTokenSource CreateSource(TimeProvider time)
    {
        var left = time.GetElapsedTime(time.GetTimestamp(), At);
        return new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero, time);
    }
}
