using System.Globalization;

namespace TmuxBuilder.CrashHost;

/// <summary>
/// Counts the steps of publishing from the moment a file appears, and dies before the one whose number stands in it.
/// Whoever goes through the numbers until nobody dies any more has died at every step there is.
/// </summary>
internal sealed class Steps(string order)
{
    private readonly Lock gate = new();
    private int taken;
    private bool promoted;
    private bool shown;

    /// <summary>A call that changes something is about to be made.</summary>
    public void Before(Type port, string method)
    {
        lock (gate)
        {
            // Of the writes of a session only that of its address belongs to publishing: it comes once the site's
            // record shows what was promoted. Of those of a command only that it is done.
            if ((port.Name == "ISessionStore" && !shown)
                || (port.Name == "ICommandStore" && method != "CompleteAsync"))
            {
                return;
            }

            (promoted, shown) = (port.Name, method) switch
            {
                ("ISitePublisher", "PromoteAsync") => (true, false),
                ("ISiteStore", "SaveAsync") => (promoted, promoted),
                ("ISiteStore", "PutReleaseAsync") => (promoted && !shown, false),
                _ => (promoted, shown),
            };
            Take($"{port.Name}.{method}");
        }
    }

    /// <summary>Part of an upload is done.</summary>
    public void Within()
    {
        lock (gate)
        {
            Take("the rest of an upload");
        }
    }

    private void Take(string step)
    {
        if (!File.Exists(order))
        {
            (taken, promoted, shown) = (0, false, false);
            return;
        }

        if (++taken == int.Parse(File.ReadAllText(order), CultureInfo.InvariantCulture))
        {
            Console.WriteLine($"Dies at step {taken}, before {step}");
            Console.Out.Flush();
            Crashing.Now();
        }
    }
}
