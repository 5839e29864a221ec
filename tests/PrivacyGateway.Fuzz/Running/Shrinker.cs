using PrivacyGateway.Fuzz.Targets;

namespace PrivacyGateway.Fuzz.Running;

/// <summary>Takes pieces out of a failing input for as long as it fails in the same way.</summary>
internal static class Shrinker
{
    public static byte[] Shrink(FuzzTarget target, byte[] input, string description)
    {
        for (var piece = Math.Max(1, input.Length / 2); piece >= 1; piece /= 2)
        {
            for (var at = 0; at + piece <= input.Length;)
            {
                byte[] smaller = [.. input.AsSpan(0, at), .. input.AsSpan(at + piece)];
                if (Failure.Find(target, smaller) == description)
                    input = smaller;
                else
                    at += piece;
            }
        }

        return input;
    }
}
