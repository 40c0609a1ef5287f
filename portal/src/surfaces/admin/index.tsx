import { Opening } from '@/app/Opening.tsx';

export default function Admin() {
  return <Opening />;
}
