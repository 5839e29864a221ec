using System.Runtime.InteropServices;

namespace PrivacyGateway.Hosting;

/// <summary>The rate limiter's partition key. It includes the limits, so that a reload with other limits creates new partitions.</summary>
/// <param name="Bucket">The bucket of the client address. (<see cref="AddressBucket"/>)</param>
/// <param name="Rate">Requests per period; 0 for no limit.</param>
/// <param name="Burst">Requests at once.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RateLimitKey(int Bucket, int Rate, int Burst)
{
    public static RateLimitKey Unlimited { get; } = new(0, 0, 0);
}
