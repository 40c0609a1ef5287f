using TmuxBuilder.Builder.Admission;
using TmuxBuilder.Builder.Memory;
using TmuxBuilder.Core.Leases;

namespace TmuxBuilder.Builder.Tests.Admission;

public sealed class LinuxLoadTests
{
    [Fact]
    public void The_kernels_texts_are_read()
    {
        Assert.Equal(
            0.0123,
            LinuxLoad.ParsePressure(
                [
                    "some avg10=9.00 avg60=0.00 avg300=0.00 total=5",
                    "full avg10=1.23 avg60=0.40 avg300=0.10 total=12345",
                ])!.Value,
            precision: 6);
        Assert.Equal(2.52, LinuxLoad.ParseLoad("2.52 0.58 0.59 1/389 12345\n"));
    }

    [Fact]
    public void What_is_none_of_them_is_unknown()
    {
        Assert.Null(LinuxLoad.ParsePressure(["some avg10=9.00 avg60=0.00 avg300=0.00 total=5"]));
        Assert.Null(LinuxLoad.ParsePressure([]));
        Assert.Null(LinuxLoad.ParseLoad(""));
    }

    [Fact]
    public void This_machine_says_how_much_it_has_to_do_and_how_much_can_be_written()
    {
        var options = new BuilderOptions { Worker = WorkerId.Parse("here"), DataFolder = Path.GetTempPath() };

        var load = new LinuxLoad(options, new LinuxMemory()).Read();

        Assert.InRange(load.PerProcessor!.Value, 0, 10_000);
        Assert.InRange(load.DiskBytes!.Value, 1, long.MaxValue);
    }

    [Fact]
    public void A_folder_that_is_not_there_has_a_disk_nobody_knows()
    {
        var options = new BuilderOptions { Worker = WorkerId.Parse("here"), DataFolder = "/nowhere/at/all" };

        Assert.Null(new LinuxLoad(options, new LinuxMemory()).Read().DiskBytes);
    }
}
