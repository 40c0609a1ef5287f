import { Opening } from '@/app/Opening.tsx';

export default function Client() {
  return <Opening />;
}
