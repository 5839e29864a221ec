using System.Runtime.InteropServices;

namespace PrivacyGateway.Spooling.Storage;

/// <summary>What became of one hit that was to be kept.</summary>
/// <param name="Id">Its row's, or 0 if it is not kept.</param>
/// <param name="Refusal">Why it is not kept; null if it is, or if it alone is at fault: no spool of these bounds has room for it.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct KeptRow(long Id, Refusal? Refusal)
{
    public bool IsKept => Id != 0;
}
