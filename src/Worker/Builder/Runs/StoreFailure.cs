using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Builder.Runs;

/// <summary>
/// Tells failures that pass with the store's, or the machine's, from those that come again however often one tries.
/// </summary>
internal static class StoreFailure
{
    // What the system calls them; it is the HResult of the exception they become.
    private const int InputOutput = 5; // EIO
    private const int NoMemory = 12; // ENOMEM
    private const int TooManyOpen = 23; // ENFILE, of the machine
    private const int TooManyOpenHere = 24; // EMFILE, of the process
    private const int DiskFull = 28; // ENOSPC
    private const int QuotaExceeded = 122; // EDQUOT

    /// <summary>
    /// Whether the failure, or what caused it, is the store's, or a disk or machine that has no more to give.
    /// </summary>
    public static bool Is(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause is StoreUnavailableException
                or IOException
                {
                    HResult: InputOutput or NoMemory or TooManyOpen or TooManyOpenHere or DiskFull or QuotaExceeded,
                })
            {
                return true;
            }
        }

        return false;
    }
}
