using System.Globalization;

namespace TmuxBuilder.Agent.Sandbox.Users;

/// <summary>Which users have processes on this machine, as <c>/proc</c> shows them.</summary>
internal static class LiveUsers
{
    private const string Mark = "Uid:";

    /// <summary>Every user a process acts as, was started by, or may become again.</summary>
    public static HashSet<uint> Find()
    {
        var users = new HashSet<uint>();
        foreach (var process in Directory.EnumerateDirectories("/proc"))
        {
            if (char.IsAsciiDigit(Path.GetFileName(process)[0]))
            {
                Add(users, $"{process}/status");
            }
        }

        return users;
    }

    // "Uid:	0	0	0	0"
    private static void Add(HashSet<uint> users, string status)
    {
        try
        {
            var line = File.ReadLines(status).First(line => line.StartsWith(Mark, StringComparison.Ordinal));
            foreach (var user in line[Mark.Length..].Split('\t', StringSplitOptions.RemoveEmptyEntries))
            {
                users.Add(uint.Parse(user, CultureInfo.InvariantCulture));
            }
        }
        catch (Exception gone) when (gone is IOException or InvalidOperationException)
        {
            // It ended while it was looked at.
        }
    }
}
