using TmuxBuilder.Core.Ports;
using TmuxBuilder.Standalone.CommandLine;
using TmuxBuilder.Standalone.Setup;

namespace TmuxBuilder.Standalone.Hosting;

/// <summary>What the host says once it is ready: where it listens, who builds, how an admin gets in.</summary>
internal static class Announcement
{
    public static void Print(StandaloneSettings settings, AgentChoice agent, MachineCheck machine, string adminToken)
    {
        if (agent.Notice is { } notice)
        {
            Console.WriteLine(notice);
        }

        foreach (var warning in machine.Warnings)
        {
            Console.WriteLine($"WARNING: {warning}");
        }

        foreach (var url in settings.Urls)
        {
            Console.WriteLine($"Listening on {url}");
        }

        Console.WriteLine($"Admin: {settings.Base}#token={adminToken}");
    }

    /// <summary>Shows the operator the link of a mail, which nobody sends from here.</summary>
    public static void PrintMail(Mail mail)
    {
        if (mail.Link is { } link)
        {
            Console.WriteLine($"Mail in outbox: {mail.Subject}: {link}");
        }
    }
}
