using PrivacyGateway.Fuzz.Targets;
using SharpFuzz;

namespace PrivacyGateway.Fuzz.Running;

/// <summary><c>afl TARGET</c>: one input after another from AFL++, which watches the branches; see <c>fuzz/run.sh</c>.</summary>
internal static class AflCommand
{
    private const int LargestInput = 1024 * 1024;

    /// <param name="name">Only a name: instrumented code, the target's too, runs nowhere but inside the fuzzer.</param>
    public static int Run(string name)
    {
        var buffer = new byte[LargestInput];
        Fuzzer.Run(stream =>
        {
            var length = 0;
            for (int read; length < buffer.Length && (read = stream.Read(buffer, length, buffer.Length - length)) > 0;)
                length += read;
            FuzzTargets.Named(name).Run(buffer.AsSpan(0, length));
        });
        return 0;
    }
}
