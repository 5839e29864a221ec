using System.Runtime.InteropServices;

namespace PrivacyGateway.Hosting;

/// <summary>What requests from one client address are counted under. The settings are part of it, so that new ones make new partitions.</summary>
/// <param name="Bucket">See <see cref="AddressBucket"/>.</param>
/// <param name="Rate">Requests a period in the long run; 0: no limit.</param>
/// <param name="Burst">Requests at once.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct AddressRate(int Bucket, int Rate, int Burst)
{
    public static AddressRate Unlimited { get; } = new(0, 0, 0);
}
