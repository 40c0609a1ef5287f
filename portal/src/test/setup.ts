import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';

// What is waited for comes when the machine has time for it.
configure({ asyncUtilTimeout: 60_000 });

afterEach(cleanup);
