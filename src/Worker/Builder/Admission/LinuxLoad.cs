using System.Globalization;
using TmuxBuilder.Builder.Memory;
using TmuxBuilder.Core.Admission;

namespace TmuxBuilder.Builder.Admission;

/// <summary>
/// Reads <c>/proc</c> and asks the disk of the data folder; a kernel without pressure stall information leaves that
/// unknown.
/// </summary>
internal sealed class LinuxLoad(BuilderOptions options, IMachineMemory memory) : IMachineLoad
{
    private const string Pressure = "/proc/pressure/memory";
    private const string LoadAverage = "/proc/loadavg";
    private const string Full = "full avg10=";

    public MachineLoad Read() => new(
        memory.Available(),
        Try(() => ParsePressure(File.ReadLines(Pressure))),
        Try(() => ParseLoad(File.ReadAllText(LoadAverage)) / Environment.ProcessorCount),
        Try<long>(() => new DriveInfo(options.DataFolder).AvailableFreeSpace));

    /// <summary>
    /// Reads a line such as <c>full avg10=1.23 avg60=0.40 avg300=0.10 total=12345</c>, in hundredths.
    /// </summary>
    internal static double? ParsePressure(IEnumerable<string> lines)
    {
        var line = lines.FirstOrDefault(line => line.StartsWith(Full, StringComparison.Ordinal));
        return Number(line?[Full.Length..].Split(' ')[0]) / 100;
    }

    /// <summary>Reads a text such as <c>0.52 0.58 0.59 1/389 12345</c>.</summary>
    internal static double? ParseLoad(string text) => Number(text.Split(' ')[0]);

    private static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private static T? Try<T>(Func<T?> read)
        where T : struct
    {
        try
        {
            return read();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
