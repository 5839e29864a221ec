using PrivacyGateway.Hosting.Reload;
using PrivacyGateway.Spooling.Storage;

namespace PrivacyGateway.Tests.Hosting.Reload;

public sealed class MountTableTests
{
    private static readonly string[] Table =
    [
        "22 1 254:1 / / rw,relatime shared:1 - ext4 /dev/root rw",
        "31 22 0:52 / /var/lib/privacy\\040gateway rw,relatime shared:9 master:2 - nfs4 fs-0123.efs.example:/ rw,vers=4.1",
        "32 22 0:53 / /mnt/share rw - cifs //server/share rw",
        "33 22 0:54 / /mnt/bucket rw - fuse.rclone remote: rw",
        "34 22 254:2 /sub /data rw - xfs /dev/vdb rw",
        "35 22 0:55",
    ];

    [Theory]
    [InlineData(254, 1, "ext4", false)]
    [InlineData(0, 52, "nfs4", true)]
    [InlineData(0, 53, "cifs", true)]
    [InlineData(0, 54, "fuse.rclone", true)]
    [InlineData(254, 2, "xfs", false)]
    public void File_system_type_is_found_by_device_and_classified_as_local_or_network(uint major, uint minor, string type, bool isNetwork)
    {
        Assert.Equal(type, MountTable.FindType(Table, new FileIdentity(major | ((ulong)minor << 32), 1)));
        Assert.Equal(isNetwork, MountTable.IsNetwork(type));
    }

    [Fact]
    public void Device_missing_from_the_mount_table_has_no_type()
    {
        Assert.Null(MountTable.FindType(Table, new FileIdentity(0 | (55UL << 32), 1)));
        Assert.Null(MountTable.FindType(Table, new FileIdentity(9 | (9UL << 32), 1)));
    }

    [Theory]
    [InlineData("fuseblk")]
    [InlineData("fuse.fuse-overlayfs")]
    [InlineData("overlay")]
    [InlineData("tmpfs")]
    public void Local_file_system_is_not_warned_about(string type) => Assert.False(MountTable.IsNetwork(type));

    [Fact]
    public void Mount_table_of_this_machine_is_read_also_through_a_symbolic_link()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has such a table.");
        var folder = Directory.CreateTempSubdirectory("mounts-");
        try
        {
            var link = Directory.CreateSymbolicLink(Path.Combine(folder.FullName, "link"), "/proc/self");

            Assert.Equal("proc", MountTable.FindType("/proc/self/"));
            Assert.Equal("proc", MountTable.FindType(link.FullName + "/"));
            Assert.Null(MountTable.FindType(Path.Combine(folder.FullName, "missing")));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
